"""What ``site.yaml`` names and the site has not is told with its place."""

from tests.sites import SiteFolder

NAV = [
    {"name": "Weeks", "url": "/weekly/"},
    {"name": "Abuot", "url": "/abuot/"},
    {"name": "Out", "url": "https://example.org/x"},
]


def test_an_entry_of_nav_and_a_logo_that_are_not_there(site: SiteFolder) -> None:
    site.with_file("content/pages/about.md", "---\ntitle: About\n---\n").with_event("memo")
    site.with_settings(nav=NAV, publisher={"name": "P", "logo": "/images/logo.svg"})

    assert site.warnings() == (
        'site.yaml:10:8: warning: the site has nothing at "/abuot/" [dead-link-in-settings]\n'
        "  10 |   url: /abuot/\n"
        "     |        ^^^^^^^\n"
        '  did you mean "/about/"?\n'
        'site.yaml:15:9: warning: the site has nothing at "/images/logo.svg" [dead-link-in-settings]\n'
        "  15 |   logo: /images/logo.svg\n"
        "     |         ^^^^^^^^^^^^^^^^\n"
        '  put the file at "content/static/images/logo.svg"'
    )
    site.with_file("content/static/images/logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    site.with_settings(nav=NAV[:1], publisher={"name": "P", "logo": "/images/logo.svg"})
    assert site.warnings() == ""


def test_a_domain_that_is_not_that_of_the_site(site: SiteFolder) -> None:
    targets = {"web": {"type": "git", "cname": "digest.example.com"}}
    site.with_settings(publish={"targets": targets})

    assert site.warnings() == (
        'site.yaml:10:14: warning: publish.targets.web.cname: "digest.example.com" is not the host of '
        'base_url, "digest.example.org" [other-host]\n'
        "  10 |       cname: digest.example.com\n"
        "     |              ^^^^^^^^^^^^^^^^^^\n"
        "  make them one"
    )
    assert site.warnings(base_url="https://preview.example.net/") == ""
