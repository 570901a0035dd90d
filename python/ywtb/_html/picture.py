"""The picture of a seal, as part of the page."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from .element import Html, element
from .lang import Lang

_KINDS = {b"\x89PNG\r\n\x1a\n": "png", b"GIF87a": "gif", b"GIF89a": "gif", b"BM": "bmp", b"\xff\xd8\xff": "jpeg"}
"""How the pictures begin that a browser may be given: what the seal calls them does not count."""

_MOST = 2 << 20
"""Octets of a picture that a page still carries."""


def picture(stated: Mapping[str, Any], pictures: Mapping[str, bytes], lang: Lang) -> Html:
    """The picture that a report states, from `pictures` by digest; where it cannot be shown, what it is."""
    data = pictures.get(stated.get("sha256", ""))
    size = lang(
        f"{stated.get('width')} × {stated.get('height')} 毫米", f"{stated.get('width')} × {stated.get('height')} mm"
    )
    named = f"{str(stated.get('type') or '?').upper()}, {size}"
    if data is None:
        return _caption(named, lang("图像不在报告中", "the report does not hold the picture"))
    if not data:
        return _caption(named, lang("没有图像", "there is no picture"))
    kind = next((kind for start, kind in _KINDS.items() if data.startswith(start)), None)
    if kind is None:
        return _caption(named, lang("此类图像不在本页打开", "a picture of this kind is not opened here"))
    if len(data) > _MOST:
        return _caption(named, lang("图像过大，不在本页显示", "the picture is too large to be shown here"))
    source = f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
    return element("figure", element("img", src=source, alt=lang("印模", "seal")), element("figcaption", named))


def _caption(named: str, why: str) -> Html:
    return element("figure", element("figcaption", named, element("br"), why))
