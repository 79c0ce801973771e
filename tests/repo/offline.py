"""What holds of every page that is made from a notebook: handouts and decks."""

import re
from html.parser import HTMLParser

# Where a tag names a file that a browser would fetch; a link in the text is not fetched.
FETCHED = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
}


class Page(HTMLParser):
    """Collects what is wrong with a page in `wrong`, and what its tests ask for."""

    def __init__(self, page):
        super().__init__()
        self.wrong, self.headings, self.pictures, self.open, self.lang, self.title = [], [], 0, [], None, ""
        self.feed(page)
        if self.lang != "en":
            self.wrong.append("the language is not named")
        if not self.title.strip():
            self.wrong.append("no title")

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "html":
            self.lang = given.get("lang")
        place = given.get(FETCHED.get(tag))
        if place is not None and not place.startswith("data:"):
            self.wrong.append(f"{tag} fetches {place[:80]}")
        if tag == "img":
            self.pictures += 1
            if not (given.get("alt") or "").strip():
                self.wrong.append("a picture without a text")
        if found := re.fullmatch("h([1-6])", tag):
            self.headings.append(int(found[1]))
        if tag not in ("img", "meta", "link", "br", "hr", "col", "input"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag in self.open:
            while self.open.pop() != tag:
                pass

    def handle_data(self, data):
        where = self.open[-1] if self.open else ""
        if where == "title":
            self.title += data
        elif where == "style":
            self.wrong += [
                f"the style fetches {url[:80]}" for url in re.findall(r"url\(\s*[\"']?(?!data:)([^)]+)", data)
            ]
            self.wrong += ["the style imports a file"] * ("@import" in data)
        elif (
            where != "script" and not {"pre", "code", "samp"} & set(self.open) and re.search(r"\$\S|\\[a-z]{2,}", data)
        ):
            self.wrong.append(f"a formula is left as TeX: {data.strip()[:80]}")


def problems(page):
    """One sentence for each thing that is wrong with a page."""
    found = Page(page)
    for level, after in zip(found.headings, found.headings[1:], strict=False):
        if after > level + 1:
            found.wrong.append(f"a heading of level {after} follows one of level {level}")
    if found.headings[:1] != [1] or found.headings.count(1) != 1:
        found.wrong.append("the title must be the one heading of the first level, and the first heading")
    return found.wrong


def pictures(page):
    return Page(page).pictures
