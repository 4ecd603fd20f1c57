"""From Markdown to safe HTML, links and headings."""
