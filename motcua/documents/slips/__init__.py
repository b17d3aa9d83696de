"""The slips of one-stop handling (forms 01 to 06), each one dataclass for page, print and PDF."""

from motcua.documents.slips.apology import ApologySlip
from motcua.documents.slips.base import Slip
from motcua.documents.slips.control import ControlSlip, HandOver
from motcua.documents.slips.data import KINDS, as_data, from_data
from motcua.documents.slips.fee_receipt import FeeLine, FeeReceiptSlip, RefundSlip
from motcua.documents.slips.parts import Authorised, Office, Party, Proof, Signer
from motcua.documents.slips.receipt import Appointment, Paper, ReceiptSlip
from motcua.documents.slips.refusal import RefusalSlip
from motcua.documents.slips.render import context, render_html, render_pdf
from motcua.documents.slips.stop import StopSlip
from motcua.documents.slips.supplement import SupplementSlip, Wanted

__all__ = [
    "KINDS",
    "ApologySlip",
    "Appointment",
    "Authorised",
    "ControlSlip",
    "FeeLine",
    "FeeReceiptSlip",
    "HandOver",
    "Office",
    "Paper",
    "Party",
    "Proof",
    "ReceiptSlip",
    "RefundSlip",
    "RefusalSlip",
    "Signer",
    "Slip",
    "StopSlip",
    "SupplementSlip",
    "Wanted",
    "as_data",
    "context",
    "from_data",
    "render_html",
    "render_pdf",
]
