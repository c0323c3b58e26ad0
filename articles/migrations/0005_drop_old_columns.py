from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("articles", "0004_move_to_editions")]

    operations = [
        migrations.RemoveConstraint(
            model_name="article",
            name="article_reviewed_before_it_is_published",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_review_due_after_review",
        ),
        migrations.RemoveConstraint(
            model_name="article",
            name="article_expires_after_it_is_published",
        ),
        migrations.RemoveField(
            model_name="article",
            name="changed_after_review",
        ),
        migrations.RemoveField(
            model_name="article",
            name="expire_at",
        ),
        migrations.RemoveField(
            model_name="article",
            name="publish_at",
        ),
        migrations.RemoveField(
            model_name="article",
            name="review_due",
        ),
        migrations.RemoveField(
            model_name="article",
            name="reviewed_on",
        ),
        migrations.RemoveField(
            model_name="article",
            name="reviewer",
        ),
        migrations.RemoveField(
            model_name="article",
            name="updated_on",
        ),
    ]
