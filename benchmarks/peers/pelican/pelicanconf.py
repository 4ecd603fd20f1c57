"""Settings of the digest built with Pelican: sources are categories, topics are tags."""

SITENAME = "The Reference Week"
SITEURL = "https://digest.example.org"
TAGLINE = "Made-up news to measure with"
DESCRIPTION = "A digest of generated events, for benchmarks."
AUTHOR = "The editors"
RECAP = "Weekly recap"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

PATH = "content"
ARTICLE_PATHS = ["events"]
OUTPUT_PATH = "output"
THEME = "theme"
PLUGIN_PATHS = ["plugins"]
PLUGINS = ["digest"]
MARKDOWN = {"extensions": ["markdown.extensions.extra"], "output_format": "html5"}
FILENAME_METADATA = "(?P<slug>.*)"

CACHE_CONTENT = True
LOAD_CONTENT_CACHE = True
CONTENT_CACHING_LAYER = "reader"

ARTICLE_URL = "events/{slug}/"
ARTICLE_SAVE_AS = "events/{slug}/index.html"
TAG_URL = "topics/{slug}/"
TAG_SAVE_AS = "topics/{slug}/index.html"
TAGS_URL = "topics/"
TAGS_SAVE_AS = "topics/index.html"
CATEGORY_URL = "sources/{slug}/"
CATEGORY_SAVE_AS = "sources/{slug}/index.html"
CATEGORIES_URL = "sources/"
CATEGORIES_SAVE_AS = "sources/index.html"
AUTHOR_SAVE_AS = ""
ARCHIVES_SAVE_AS = ""
INDEX_URL = ""
SITEMAP_SAVE_AS = "sitemap.xml"
ROBOTS_SAVE_AS = "robots.txt"
DIRECT_TEMPLATES = ["index", "tags", "categories", "sitemap", "robots", "404"]
PAGINATED_TEMPLATES = {"index": 30, "tag": 30, "category": 30}
PAGINATION_PATTERNS = (
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
)

FEED_MAX_ITEMS = 50
FEED_ALL_ATOM = "feed.xml"
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
