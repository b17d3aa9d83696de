"""Fills the tables with as many dossiers as asked, in the database itself: no actions, so no entries; for reads only.

200 one-stop shops, three years, one dossier in twenty open; Vietnamese names with a realistic share of Nguyễn. A small
register lies at as few shops as keep each as full as in the big one, so that pages are equally long and the size of
the tables is what differs.
"""

from itertools import product

from django.db import connection

from motcua.core.text import search_key

SHOPS = 200
PER_SHOP = 5000
FAMILIES = ("Nguyễn",) * 6 + (
    "Hoàng",
    "Nông",
    "Lý",
    "Vi",
    "Triệu",
    "Lương",
    "Hứa",
    "Chu",
    "Bế",
    "Đàm",
    "Trần",
    "Lê",
    "Phạm",
)
MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Quốc", "Thu", "Thanh", "Bích", "Ngọc")
GIVEN = (
    *("An", "Anh", "Bình", "Chi", "Dũng", "Đào", "Đức", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hồng", "Huệ", "Hùng"),
    *(
        "Khánh",
        "Lan",
        "Liên",
        "Linh",
        "Long",
        "Mai",
        "Mạnh",
        "Nam",
        "Nga",
        "Ngân",
        "Oanh",
        "Phong",
        "Quang",
        "Sơn",
        "Tú",
    ),
)
PEOPLE = len(FAMILIES) * len(MIDDLES) * len(GIVEN)
STATES = "ARRAY['submitted','in_progress','in_progress','in_progress','with_applicant','in_progress','decided']"


def shops_for(dossiers: int) -> int:
    """Return at how many shops so many dossiers lie."""
    return max(1, min(SHOPS, dossiers // PER_SHOP))


def place(shop: int) -> str:
    """Return the code of an invented commune."""
    return f"9{shop:04d}"


def load(dossiers: int) -> None:
    """Write dossiers with their applicants and current steps, and let the database look at what it has."""
    words = (FAMILIES, MIDDLES, GIVEN)
    people = [[*names, *map(search_key, names)] for names in product(*words)]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE bench_people (place serial, family text, middle text, given text, "
            "fk text, mk text, gk text)"
        )
        cursor.executemany(
            "INSERT INTO bench_people (family, middle, given, fk, mk, gk) VALUES (%s, %s, %s, %s, %s, %s)", people
        )
        cursor.execute(_numbers(dossiers, shops_for(dossiers)))
        for statement in (DOSSIERS, APPLICANTS, WORK):
            cursor.execute(statement)
        cursor.execute("DROP TABLE bench_numbers")
        cursor.execute("VACUUM (ANALYZE) dossiers_dossier, dossiers_applicant, worklist_workitem")


def _numbers(dossiers: int, shops: int) -> str:
    """One row a dossier: its shop, whether it is open, and when it came."""
    return f"""
        CREATE UNLOGGED TABLE bench_numbers AS
        SELECT n, gen_random_uuid() AS id, '9' || lpad((n % {shops})::text, 4, '0') AS commune,
               n / {shops} % 20 = 0 AS open, ({STATES})[1 + n / {shops} / 20 % 7] AS state,
               CASE WHEN n / {shops} % 20 = 0 THEN timestamptz '2026-04-29 08:00+07' - random() * interval '25 days'
                    ELSE timestamptz '2026-03-29 08:00+07' - random() * interval '1060 days' END AS came,
               abs(hashint8(n)::bigint) AS dice
        FROM generate_series(1, {dossiers}) AS n"""


LODGED = "open AND state = 'submitted'"
DOSSIERS = f"""
    INSERT INTO dossiers_dossier (id, version, head, code, created_by, state, last_at, procedure, procedure_version,
        "case", level, channel, online, reception_unit, competent_unit, return_unit, check_by, submitted_at,
        received_at, term, rules, basis, route, due_at, clock, step, step_seq, step_kind, step_unit, step_role,
        step_since, step_due_at, assignee, supplements, answer_by, extensions, pending, fee_due, fee_paid, outcome,
        decided_at, finished_at, closed_at, rating)
    SELECT id, 6, decode(repeat('00', 32), 'hex'), 'H37.99.' || commune || '-' || to_char(came, 'YYMMDD') || '-'
        || lpad(n::text, 8, '0'), 'user:' || md5((dice % 50000)::text),
        CASE WHEN open THEN state ELSE 'returned' END, came, '1.001193', gen_random_uuid()::text,
        'ordinary', 'commune', 1 + dice % 2, 'full', commune || '.TTPVHCC', commune, commune || '.TTPVHCC',
        CASE WHEN {LODGED} THEN came + interval '8 hours' END, came,
        CASE WHEN {LODGED} THEN NULL ELSE came END, '10 working days', 'default', 'vn:1+H37:1 default',
        gen_random_uuid()::text, CASE WHEN {LODGED} THEN NULL ELSE came + interval '14 days' END, '[]',
        CASE WHEN open AND state <> 'submitted' THEN 'B2' ELSE '' END, 3, CASE WHEN open THEN 'work' ELSE '' END,
        CASE WHEN open THEN commune || '.VP' ELSE '' END, CASE WHEN open THEN 'handler' ELSE '' END,
        CASE WHEN open THEN came END, CASE WHEN open THEN came + interval '3 days' END, '', 0, NULL, 0, '[]', 0, 0,
        CASE WHEN open THEN '' ELSE 'granted' END, CASE WHEN NOT open THEN came + interval '9 days' END,
        CASE WHEN NOT open THEN came + interval '9 days' END,
        CASE WHEN NOT open THEN came + interval '10 days' END, NULL
    FROM bench_numbers"""
PHONE = "'09' || lpad((dice * 7 % 100000000)::text, 8, '0')"
IDENTITY = "'020' || lpad((dice % 1000000000)::text, 9, '0')"
APPLICANTS = f"""
    INSERT INTO dossiers_applicant (dossier_id, reception_unit, name, national_id, phone, email, address, lodged_by,
        answers, search_key)
    SELECT id, commune || '.TTPVHCC', family || ' ' || middle || ' ' || given, {IDENTITY}, {PHONE}, '', 'khối 6', '',
        '{{}}', fk || ' ' || mk || ' ' || gk || ' ' || {PHONE} || ' ' || {IDENTITY}
    FROM bench_numbers JOIN bench_people ON place = 1 + dice % {PEOPLE}"""
WORK = f"""
    INSERT INTO worklist_workitem (subject_kind, subject_id, seq, kind, step, unit, role, assignee, waiting, opened_at,
        due_at, legal_due_at, closed_at, closed_by, outcome)
    SELECT 'dossier', id, 3, CASE WHEN {LODGED} THEN 'submission' ELSE 'step' END, 'B2',
        commune || CASE WHEN {LODGED} THEN '.TTPVHCC' ELSE '.VP' END,
        CASE WHEN {LODGED} THEN 'receiver' ELSE 'handler' END, '',
        CASE WHEN open AND state = 'with_applicant' THEN 'applicant' ELSE '' END, came, came + interval '3 days',
        came + interval '14 days', CASE WHEN NOT open THEN came + interval '10 days' END,
        CASE WHEN open THEN '' ELSE 'user:' || md5((dice % 20)::text || commune) END,
        CASE WHEN open THEN '' ELSE 'forward' END
    FROM bench_numbers"""
