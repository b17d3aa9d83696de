"""Reword: give a letter the province's own words by a decision, or ours again."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from uuid import uuid4

from motcua.core.ledger import canonical_text
from motcua.core.refusal import Refused
from motcua.ledger.commit import Insert, Key, NewEntry, Subject, commit, repeated, retrying
from motcua.notices import events, policies, texts
from motcua.notices.letters import LETTERS, Words
from motcua.notices.models import LetterText, TextVersion
from motcua.people.actor import Actor


def reword(code: str, words: Mapping[str, Words], decision: str, *, actor: Actor, at: datetime, key: str) -> int:
    """Put the next version of a letter's words into force and return its number; no words at all means ours again.

    Raises ``Refused``: ``bad_words`` with the first problem; messages that were written already stay as they are.
    """
    policies.can_reword(actor).enforce()
    if code not in LETTERS:
        raise Refused("not_found", "Không có loại tin này.")
    if not decision.strip():
        raise Refused("no_decision", "Hãy ghi văn bản cho phép sửa lời của tin.")
    if words and set(words) != set(texts.LANGUAGES):
        raise ValueError("words are written in every language, or in none")
    for language, said in words.items():
        for problem in texts.problems(code, language, said).values():
            raise Refused("bad_words", problem)
    text = canonical_text({language: asdict(said) for language, said in words.items()})
    stored = Key(key, "letter.reword", _digest(canonical_text([code, text, decision])))
    before = repeated(stored, actor.id)
    if before is not None:
        return int(before["number"])
    return retrying(lambda: _once(code, words, text, decision.strip(), actor, at, stored))


def _once(code: str, words: Mapping[str, Words], text: str, decision: str, actor: Actor, at: datetime, key: Key) -> int:
    row = LetterText.objects.filter(code=code).first()
    number = row.last_number + 1 if row else 1
    pk = row.id if row else uuid4()
    subject = (
        Subject.of(row, last_number=number)
        if row
        else Subject(LetterText, pk, columns={"code": code, "last_number": number}, name=code)
    )
    entry = NewEntry(
        events.LETTER_REWORDED.name,
        {"code": code, "version": number, "digest": _digest(text).hex(), "decision": decision, "ours": not words},
    )
    values = {
        "id": uuid4(),
        "text_id": pk,
        "number": number,
        "words": {language: asdict(said) for language, said in words.items()},
        "decision": decision,
        "digest": _digest(text),
        "changed_at": at,
        "changed_by": actor.id,
    }
    done = commit(
        subject,
        [entry],
        actor=actor.id,
        at=at,
        key=key,
        children=[Insert(TextVersion, values)],
        result={"number": number},
    )
    return int(done.result["number"])


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
