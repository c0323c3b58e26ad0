"""What articles remember. `Edition.objects.published(now)` is the only door for readers."""

from articles.models.addresses import DeadLink as DeadLink
from articles.models.addresses import OldAddress as OldAddress
from articles.models.articles import Article as Article
from articles.models.articles import ArticleQuerySet as ArticleQuerySet
from articles.models.articles import Presence as Presence
from articles.models.articles import Source as Source
from articles.models.articles import State as State
from articles.models.articles import drawings as drawings
from articles.models.articles import is_free_address as is_free_address
from articles.models.editions import Edition as Edition
from articles.models.editions import EditionQuerySet as EditionQuerySet
from articles.models.imports import Imported as Imported
from articles.models.pictures import Picture as Picture
from articles.models.previews import Opinion as Opinion
from articles.models.previews import PreviewLink as PreviewLink
from articles.models.readers import Feedback as Feedback
from articles.models.readers import SynonymGroup as SynonymGroup
from articles.models.reviews import DigestSent as DigestSent
from articles.models.reviews import Review as Review
from articles.models.reviews import Reviewer as Reviewer
from articles.models.reviews import Revision as Revision
from articles.models.searching import SearchWord as SearchWord
from articles.models.topics import Topic as Topic
from articles.models.topics import TopicQuerySet as TopicQuerySet
