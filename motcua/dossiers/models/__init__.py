"""What the app stores: the dossier (streamed) and its own rows, and drafts that are not dossiers yet."""

from motcua.dossiers.models.custody import Folder, HandOver, HandOverLine
from motcua.dossiers.models.dossier import Dossier
from motcua.dossiers.models.draft import Draft
from motcua.dossiers.models.facts import DossierFact, ProcedureFact
from motcua.dossiers.models.late import LateEntry, ReceiptPrint
from motcua.dossiers.models.mandate import Mandate
from motcua.dossiers.models.rows import (
    Applicant,
    Consultation,
    DueDate,
    Paper,
    PaperFile,
    Payment,
    Slip,
    SupplementRequest,
)
from motcua.dossiers.models.signs import BlockedDemand, LedgerCheck, Report, Sign, SignNote, SignTrail
from motcua.dossiers.models.till import Till
from motcua.dossiers.models.tries import Opening, WrongTry

__all__ = [
    "Applicant",
    "BlockedDemand",
    "Consultation",
    "Dossier",
    "DossierFact",
    "Draft",
    "DueDate",
    "Folder",
    "HandOver",
    "HandOverLine",
    "LateEntry",
    "LedgerCheck",
    "Mandate",
    "Opening",
    "Paper",
    "PaperFile",
    "Payment",
    "ProcedureFact",
    "ReceiptPrint",
    "Report",
    "Sign",
    "SignNote",
    "SignTrail",
    "Slip",
    "SupplementRequest",
    "Till",
    "WrongTry",
]
