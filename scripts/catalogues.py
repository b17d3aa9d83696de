"""The catalogues of the screen: every Vietnamese string has its English, every foreign message its Vietnamese.

Strings are written in Vietnamese in the code; `motcua/locale/en` gives the English. The core knows no gettext: its
refusals and names of states are plain sentences, what it says with facts in it are phrases (`motcua.core.phrase`), and
the clock names holidays, rule sets and sources of `definitions/`. All of them are collected too, and translated where
they are shown.
`motcua/locale/vi` holds the messages of Django and django-allauth that come without Vietnamese. ``check`` (the
default) fails on anything missing, doubtful or not compiled; ``update`` adds what is new and compiles. Needs no gettext
programs.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import polib
from django.conf import settings
from ruamel.yaml import YAML

from scripts.files import ours
from scripts.system import ROOT, say

if not settings.configured:  # tests bring their own
    settings.configure(USE_I18N=True)

from django.utils.translation.template import templatize  # it wants settings

LOCALE = ROOT / "motcua" / "locale"
STRING = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
CALL = re.compile(rf"(?<!\w)(_|n?p?gettext)\(\s*({STRING})(?:,\s*({STRING}))?(?:,\s*({STRING}))?", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
# Plain sentences by what takes them: their places among the arguments, and their keywords. Only constants count.
UNMARKED = {
    "Refused": (slice(1, 3), {"message", "hint"}),
    "Verdict": (slice(1, 2), {"reason"}),
    "Statistical": (slice(4, 5), {"why"}),
    "Phrase": (slice(0, 1), set()),
}
NAMES_OF_STATES = ("motcua/core/process/states.py", "WORDS")
# What reaches our screens and mails: forms and validators of Django, login, password and second factor of allauth.
FOREIGN = {
    "django": ("conf/locale", re.compile(r"forms/|core/validators")),
    "allauth": (
        "locale",
        re.compile(
            r"(account|mfa)/(?!admin|apps|models|webauthn)|"
            r"templates/(account|mfa)/(messages|email)/(?!webauthn|login_code|email_|phone|primary|unverified|cannot)"
        ),
    ),
}


@dataclass(frozen=True, order=True)
class Message:
    """One string to translate."""

    text: str
    plural: str = ""
    context: str = ""


def _message(name: str, words: list[str]) -> Message:
    """Sort the arguments of a gettext call by the function's name."""
    context = words.pop(0) if "p" in name.removesuffix("gettext") and len(words) > 1 else ""
    plural = words[1] if name.startswith("n") and len(words) > 1 else ""
    return Message(words[0], plural, context)


def in_python(path: Path) -> Iterator[Message]:
    """Yield the strings that a module marks, and the plain sentences of its refusals and states."""
    holder, names = NAMES_OF_STATES
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {a.asname: a.name for n in ast.walk(tree) if isinstance(n, ast.ImportFrom) for a in n.names if a.asname}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield from _in_call(node, called)
        elif isinstance(node, ast.Assign) and path == ROOT / holder and getattr(node.targets[0], "id", "") == names:
            assert isinstance(node.value, ast.Dict)
            yield from map(Message, _constants(node.value.values))


def _in_call(call: ast.Call, called: dict[str, str]) -> Iterator[Message]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    name = called.get(name, name)
    if name in UNMARKED:
        places, keywords = UNMARKED[name]
        named = [keyword.value for keyword in call.keywords if keyword.arg in keywords]
        yield from map(Message, _constants([*call.args[places], *named]))
    if name == "marked" and (words := _constants(call.args)):
        yield Message(words[0], context="".join(words[1:2]))
    name = name.removesuffix("_lazy").removesuffix("_noop")
    words = _constants(call.args)
    if words and re.fullmatch(r"_|n?p?gettext", name):
        yield _message(name, words)


def _constants(nodes: list[ast.expr]) -> list[str]:
    found = []
    for node in nodes:
        if isinstance(node, ast.IfExp):
            found += _constants([node.body, node.orelse])
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
            found.append(node.value)
    return found


def in_template(path: Path) -> Iterator[Message]:
    """Yield the strings that a template marks."""
    for name, *words in CALL.findall(templatize(path.read_text(encoding="utf-8"), origin=str(path))):
        yield _message(name, [ast.literal_eval(word) for word in words if word])


def marked() -> dict[Message, list[str]]:
    """Return all strings of our screens with the files they stand in."""
    found: dict[Message, list[str]] = {}
    for path in ours(".py", ".html", ".txt"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith("motcua/") or "/tests/" in name or "/migrations/" in name:
            continue
        if path.suffix != ".py" and "/templates/" not in name:
            continue
        for message in in_python(path) if path.suffix == ".py" else in_template(path):
            _place(found, message, name)
    for message, name in in_definitions():
        _place(found, message, name)
    return found


def _place(found: dict[Message, list[str]], message: Message, name: str) -> None:
    places = found.setdefault(message, [])
    if name not in places:
        places.append(name)


def in_definitions() -> Iterator[tuple[Message, str]]:
    """Yield what traces of due dates take from the shipped calendars and rule sets: names and sources."""
    for path in ours(".yaml"):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(("definitions/calendars/", "definitions/rules/")):
            continue
        data = YAML(typ="safe").load(path)
        rows = [*(data.get("days") or ()), *(data.get("rules") or ()), *(data.get("years") or {}).values()]
        texts = [row.get("source") for row in rows]
        # A make-up day is told by its date alone, and a table of days off is never named.
        texts += [row.get("name") for row in rows if row.get("kind") != "working"]
        texts += [data["name"]] if data.get("kind") != "days" else []
        yield from ((Message(str(text)), name) for text in texts if text)


def foreign() -> dict[Message, list[str]]:
    """Return the messages of Django and allauth that reach our screens and have no Vietnamese of their own."""
    found: dict[Message, list[str]] = {}
    for package, (folder, used) in FOREIGN.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            continue
        root = Path(spec.origin).parent / folder
        known = _translated(root / "vi" / "LC_MESSAGES" / "django.po")
        for entry in polib.pofile(str(root / "en" / "LC_MESSAGES" / "django.po")):
            places = [f"{package}: {p}" for p, _ in entry.occurrences if used.match(p) and not _replaced(p)]
            message = Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")
            if places and not entry.obsolete and message not in known:
                found[message] = places
    return found


def _replaced(place: str) -> bool:
    """Say whether a template of ours stands in for this one."""
    return "templates/" in place and any((ROOT / "motcua").glob(f"*/{place}"))


def _translated(path: Path) -> set[Message]:
    """Return what a catalogue translates."""
    if not path.exists():
        return set()
    return {
        Message(e.msgid, e.msgid_plural or "", e.msgctxt or "") for e in polib.pofile(str(path)).translated_entries()
    }


def catalogue(language: str) -> polib.POFile:
    """Return a catalogue of ours, a new one when there is none."""
    path = LOCALE / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    made = polib.POFile(wrapwidth=110)
    made.fpath = str(path)
    plurals = "nplurals=2; plural=(n != 1);" if language == "en" else "nplurals=1; plural=0;"
    made.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "Plural-Forms": plurals,
    }
    return made


def wanted() -> dict[str, dict[Message, list[str]]]:
    """Return what each of our catalogues must hold."""
    return {"en": marked(), "vi": foreign()}


def _key(entry: polib.POEntry) -> Message:
    return Message(entry.msgid, entry.msgid_plural or "", entry.msgctxt or "")


def _wrong_entries(language: str, entries: polib.POFile) -> Iterator[str]:
    """Name translations that are doubtful or lose a placeholder."""
    for entry in entries:
        if entry.obsolete:
            continue
        if entry.fuzzy:
            yield f"{language}: fuzzy: {entry.msgid!r}"
        for translation in [entry.msgstr, *entry.msgstr_plural.values()]:
            allowed = set(PLACEHOLDER.findall(entry.msgid + (entry.msgid_plural or "")))
            if translation and not set(PLACEHOLDER.findall(translation)) <= allowed:
                yield f"{language}: other placeholders: {entry.msgid!r} → {translation!r}"


def problems() -> Iterator[str]:
    """Name everything that is missing, doubtful, no longer used or not compiled."""
    for language, messages in wanted().items():
        entries = catalogue(language)
        done = {_key(entry) for entry in entries.translated_entries()}
        for message in sorted(set(messages) - done):
            yield f"{language}: missing: {message.text!r} ({', '.join(messages[message][:2])})"
        for entry in entries:
            if not entry.obsolete and _key(entry) not in messages:
                yield f"{language}: no longer used: {entry.msgid!r}"
        yield from _wrong_entries(language, entries)
        compiled = Path(entries.fpath).with_suffix(".mo")
        if not compiled.exists() or compiled.read_bytes() != entries.to_binary():
            yield f"{language}: {compiled.relative_to(ROOT)} is not compiled from its .po: run `make messages`"


def update() -> None:
    """Add new strings, take out unused ones, and compile."""
    for language, messages in wanted().items():
        entries = catalogue(language)
        old = {_key(entry): entry for entry in entries}
        entries.clear()
        for message in sorted(messages):
            entry = old.get(message)
            if entry is None or entry.obsolete:
                plural = {0: "", 1: ""} if language == "en" else {0: ""}
                entry = polib.POEntry(msgid=message.text, msgctxt=message.context or None)
                if message.plural:
                    entry.msgid_plural, entry.msgstr_plural = message.plural, plural
            entry.occurrences = [(place, "") for place in messages[message][:3]]
            flag = "python-format" if re.search(r"%\(\w+\)", message.text) else ""
            entry.flags = [flag] if flag else []
            entries.append(entry)
        path = Path(entries.fpath)
        path.parent.mkdir(parents=True, exist_ok=True)
        entries.save()
        path.with_suffix(".mo").write_bytes(entries.to_binary())
        say(f"{language}: {len(messages)} strings, {len(entries.untranslated_entries())} without translation")


def main(arguments: list[str]) -> int:
    """Check, or update."""
    if arguments == ["update"]:
        update()
        return 0
    found = list(problems())
    for line in found:
        sys.stdout.write(line + "\n")
    return int(bool(found))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
