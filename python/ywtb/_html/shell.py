"""A page of its own: nothing from outside, and no script but the one that is named."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable

from .element import Html, element
from .lang import Lang
from .style import STYLE


def shell(title: str, body: Iterable[object], lang: Lang, *, style: str = "", script: str = "") -> str:
    """The page. A policy in its head lets a browser take nothing but what is here."""
    styles = STYLE + style
    runs = f"; script-src {_digest(script)}" if script else ""
    policy = (
        f"default-src 'none'; img-src data:; style-src {_digest(styles)}; base-uri 'none'; form-action 'none'{runs}"
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", Html(styles)),
    )
    main = element("main", element("h1", title), *body, class_="ywtb")
    ran = element("script", Html(script)) if script else None
    return "<!DOCTYPE html>\n" + element("html", head, element("body", main, ran), lang=lang.tag) + "\n"


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
