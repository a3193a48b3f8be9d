"""Reads a release's data/ with pandas and openpyxl: read.py DATA. Prints ok lines."""
import csv
import datetime
import decimal
import glob
import json
import re
import sys

import openpyxl
import pandas

data = sys.argv[1]
decimal.getcontext().prec = 60
passed = failed = 0


def check(text, well, detail=''):
    global passed, failed
    print(('ok - ' if well else 'not ok - ') + text)
    if well:
        passed += 1
    else:
        failed += 1
        if detail:
            print('# ' + str(detail)[:600])


def rows_of(name, **how):
    encoding = how.pop('encoding', 'utf-8')
    with open(f'{data}/{name}', encoding=encoding, newline='') as f:
        return list(csv.DictReader(f, strict=True, **how))


with open(f'{data}/datapackage.json', encoding='utf-8') as f:
    package = json.load(f)

# ---- every cell is what the descriptor says -----------------------------------------------------
NUMBER = re.compile(r'-?\d+([.]\d+)?\Z')
INTEGER = re.compile(r'-?\d+\Z')


def valid(field, text):
    kind = field['type']
    if text == '':
        return not field.get('constraints', {}).get('required')
    if 'enum' in field.get('constraints', {}) and text not in field['constraints']['enum']:
        return False
    if kind == 'number':
        return bool(NUMBER.match(text))
    if kind == 'integer':
        return bool(INTEGER.match(text))
    if kind == 'boolean':
        return text in ('true', 'false')
    if kind == 'date':
        datetime.date.fromisoformat(text)
    return True


tables = {}
for r in package['resources']:
    if r.get('type') != 'table':
        continue
    rows = rows_of(r['path'])
    fields = r['schema']['fields']
    tables[r['name']] = rows
    with open(f"{data}/{r['path']}", encoding='utf-8', newline='') as f:
        header = next(csv.reader(f))
    check(f"{r['name']}: header and schema agree", header == [f['name'] for f in fields], header)
    bad = [(f['name'], row[f['name']]) for row in rows for f in fields if not valid(f, row[f['name']])]
    check(f"{r['name']}: every cell is of its field's type", not bad, bad[:3])
    key = r['schema'].get('primaryKey')
    if key:
        keys = [tuple(row[k] for k in key) for row in rows]
        check(f"{r['name']}: the primary key is one", len(set(keys)) == len(keys))
for r in package['resources']:
    for foreign in r.get('schema', {}).get('foreignKeys', []):
        there = foreign['reference']
        held = {row[there['fields'][0]] for row in tables[there['resource']]}
        lost = [row[foreign['fields'][0]] for row in tables[r['name']]
                if row[foreign['fields'][0]] and row[foreign['fields'][0]] not in held]
        check(f"{r['name']}: {foreign['fields'][0]} is found in {there['resource']}", not lost, lost[:3])

observations = tables['observations']
values = {row['obs_id']: row for row in observations}
texts = {}
for row in observations:
    texts.setdefault(row['doc_id'], open(f"{data}/sources/{row['doc_id']}.txt", 'rb').read())
stated = [row for row in observations if row['byte_start']]
lost = [row['obs_id'] for row in stated
        if texts[row['doc_id']][int(row['byte_start']):int(row['byte_end'])].decode('utf-8') != row['printed']]
check('every figure stands in its source where it says', stated and not lost, lost[:3])

# ---- pandas -------------------------------------------------------------------------------------
frame = pandas.read_csv(f'{data}/observations.csv', dtype={'obs_id': str, 'doc_id': str}, parse_dates=['period_start'])
check('pandas: all rows', len(frame) == len(observations))
check('pandas: values are numbers', frame['obs_value'].dtype.kind in 'fi')
check('pandas: the sum of the values',
      abs(frame['obs_value'].sum() - float(sum(decimal.Decimal(r['obs_value']) for r in observations)))
      <= 1e-9 * abs(frame['obs_value']).sum())
excel = pandas.read_csv(f'{data}/observations.excel-vi.csv', sep=';', decimal=',', encoding='utf-8-sig',
                        dtype={'obs_id': str, 'doc_id': str})
check('pandas: the Excel CSV has the same values', (excel['obs_value'] == frame['obs_value']).all())
wide = pandas.read_csv(f'{data}/series_wide.csv')
check('pandas: a row per series', len(wide) == len(tables['series_wide']) and wide['series_id'].notna().all())

# ---- the Excel CSV ------------------------------------------------------------------------------
for_excel = rows_of('observations.excel-vi.csv', delimiter=';', encoding='utf-8-sig')
with open(f'{data}/observations.excel-vi.csv', 'rb') as f:
    raw = f.read()
check('Excel CSV: BOM, CRLF', raw.startswith(b'\xef\xbb\xbf') and raw.endswith(b'\r\n'))
types = {f['name']: f['type'] for r in package['resources'] if r['name'] == 'observations'
         for f in r['schema']['fields']}


FORMULA = tuple('=+-@\t\r\n\uff1d\uff0b\uff0d\uff20')


def from_excel(name, text):
    if types[name] == 'number':
        return text.replace(',', '.')
    return text[1:] if text.startswith("'") and text[1:2] in FORMULA else text


back = [{n: from_excel(n, t) for n, t in row.items()} for row in for_excel]
check('Excel CSV: nothing is lost', back == observations)
formulas = [t for row in for_excel for n, t in row.items()
            if types[n] == 'string' and t[:1] in FORMULA]
check('Excel CSV: no text is a formula', not formulas, formulas[:3])
negative = [row['obs_value'] for row in for_excel if row['obs_value'].startswith('-')]
check('Excel CSV: negative numbers stay numbers', len(negative) == sum(
    r['obs_value'].startswith('-') for r in observations))

# ---- the workbook -------------------------------------------------------------------------------
book = openpyxl.load_workbook(glob.glob(f'{data}/*.xlsx')[0])
check('workbook: its sheets', len(book.sheetnames) == 8, book.sheetnames)
overview, wide_sheet, long_sheet, growth_sheet, codebook, columns, sources, findings = book.worksheets
check('workbook: no cell is a formula',
      all(c.data_type != 'f' for s in book.worksheets for row in s.iter_rows() for c in row))


def as_text(cell, kind):
    v = cell.value
    if v is None:
        return ''
    if kind == 'date' and isinstance(v, datetime.datetime):
        return v.date().isoformat()
    if kind == 'boolean':
        return 'true' if v else 'false'
    if kind in ('number', 'integer') and not isinstance(v, str):
        return format(decimal.Decimal(repr(v)).normalize(), 'f')
    return str(v).replace('_x000D_', '\r')  # as OOXML writes it


def want(text, kind):
    return format(decimal.Decimal(text).normalize(), 'f') if kind == 'number' and text else text


for sheet, name in ((long_sheet, 'observations'), (growth_sheet, 'growth'), (codebook, 'indicators'),
                    (sources, 'documents'), (findings, 'findings')):
    kinds = {f['name']: f['type'] for r in package['resources'] if r['name'] == name for f in r['schema']['fields']}
    header = [c.value for c in sheet[1]]
    got = [[as_text(c, kinds[n]) for n, c in zip(header, row)] for row in sheet.iter_rows(min_row=2)]
    expected = [[want(row[n], kinds[n]) for n in header] for row in tables[name]]
    check(f'workbook: {name} is the CSV', header == list(kinds) and got == expected,
          next(((g, e) for a, b in zip(got, expected) for g, e in zip(a, b) if g != e), ''))
    check(f'workbook: {name} has a filter and a header that stays', sheet.auto_filter.ref and sheet.freeze_panes == 'A2')
held = [c for c in (row[long_sheet[1].index(next(h for h in long_sheet[1] if h.value == 'obs_value'))]
                    for row in long_sheet.iter_rows(min_row=2))]
digits = [len(r['obs_value'].lstrip('-').replace('.', '').strip('0')) for r in observations]
check('workbook: values are numbers where a number can hold them',
      all((c.data_type == 'n') == (d <= 15) for c, d in zip(held, digits)))
check('workbook: the wide table stays in view', wide_sheet.freeze_panes == 'E2')
months = [h.value for h in wide_sheet[1] if re.match(r'\d{4}-\d\d\Z', str(h.value))]
check('workbook: the wide table is the CSV', months == [n for n in tables['series_wide'][0] if re.match(r'\d{4}-\d\d\Z', n)]
      and wide_sheet.max_row == len(tables['series_wide']) + 1)
created = book.properties.created.date().isoformat()
check('workbook: created when the newest report was issued',
      created == max([d['published'] for d in tables['documents'] if d['published']] or [created]), created)

# ---- SDMX ---------------------------------------------------------------------------------------
sdmx = tables['sdmx']
check('SDMX: the columns of SDMX-CSV 2.0', list(sdmx[0])[:13] == [
    'STRUCTURE', 'STRUCTURE_ID', 'ACTION', 'FREQ', 'REF_AREA', 'INDICATOR', 'TIME_BASIS', 'UNIT_MEASURE',
    'TIME_PERIOD', 'OBS_VALUE', 'UNIT_MULT', 'DECIMALS', 'OBS_STATUS'])
check('SDMX: identifiers', all(re.match(r'[A-Z]\w*:DF_MONTHLY\(1\.0\.0\)\Z', r['STRUCTURE_ID']) for r in sdmx))
for column, codes in (('FREQ', 'CL_FREQ'), ('REF_AREA', 'CL_AREA'), ('INDICATOR', 'CL_INDICATOR'),
                      ('TIME_BASIS', 'CL_TIME_BASIS'), ('UNIT_MEASURE', 'CL_UNIT_MEASURE'),
                      ('OBS_STATUS', 'CL_OBS_STATUS'), ('UNIT_MULT', 'CL_UNIT_MULT'), ('BOUND', 'CL_BOUND')):
    listed = {r['code'] for r in rows_of(f'codelists/{codes}.csv')}
    strange = {r[column] for r in sdmx} - listed
    check(f'SDMX: {column} has codes of {codes}', not strange and
          all(re.match(r'[A-Za-z0-9_@$-]+\Z', c) for c in listed), strange)
PERIOD = re.compile(r'\d{4}(-\d\d(-\d\d(/P\d+D)?)?|-Q[1-4]|-S[12])?\Z')
check('SDMX: periods', all(PERIOD.match(r['TIME_PERIOD']) for r in sdmx),
      [r['TIME_PERIOD'] for r in sdmx if not PERIOD.match(r['TIME_PERIOD'])][:3])
check('SDMX: base units, decimals of the value', all(
    r['UNIT_MULT'] == '0' and int(r['DECIMALS']) == len(r['OBS_VALUE'].partition('.')[2]) for r in sdmx))
check('SDMX: the values are those of the observations', all(
    decimal.Decimal(values[r['OBS_ID']]['obs_value']) == decimal.Decimal(r['OBS_VALUE']) for r in sdmx))

print(f'{passed} passed, {failed} failed')
sys.exit(failed > 0)
