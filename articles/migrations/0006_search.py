"""Make room for the search: the words that articles use, and the index of each database.

Both hold stems that we make ourselves, so neither database needs to know any language. SQLite
ranks by the columns of an FTS5 table, PostgreSQL by the weights in a tsvector. `rebuild_search`
fills them, and `prepare` calls it where articles are there and the index is empty. The
index names editions without a foreign key: what it says is always asked of the editions, too.
"""

from django.db import migrations, models

SQLITE = [
    """
    CREATE VIRTUAL TABLE articles_searchindex USING fts5(
        title, gist, body, tokenize = 'unicode61 remove_diacritics 0', detail = full
    )
    """,
    "INSERT INTO articles_searchindex (articles_searchindex, rank) VALUES ('rank', 'bm25(10, 4, 1)')",
]
POSTGRESQL = [
    "CREATE TABLE articles_searchindex (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX articles_searchindex_words ON articles_searchindex USING gin (words)",
]


def install(apps, schema_editor):
    for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    schema_editor.execute("DROP TABLE articles_searchindex")


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_drop_old_columns")]

    operations = [
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                ("word", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("stem", models.CharField(db_index=True, max_length=60)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "indexes": [models.Index(fields=["-count"], name="search_word_common")],
            },
        ),
        migrations.RunPython(install, remove),
        migrations.AddIndex(
            model_name="edition",
            index=models.Index(fields=["live_from", "live_until"], name="edition_live"),
        ),
    ]
