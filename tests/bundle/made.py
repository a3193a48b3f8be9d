"""A dataset that is hard on whoever packs it: made.py TABLES.def OUT. Writes OUT/state as growth leaves it, for publish
to publish: texts that a spreadsheet takes for formulas, markup, negative and very long numbers, odd spans, a month
without report, reports without date and without issuer."""
import os
import re
import sys

definition, out = sys.argv[1:]
columns = {}
for table, column, kind in re.findall(r'^COLUMN\((\w+), (\w+), (\w+),', open(definition).read(), re.M):
    columns.setdefault(table, []).append((column, kind))


def field(text):
    return '"' + text.replace('"', '""') + '"' if any(c in text for c in ',"\r\n') else text


def write(path, table, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'w', encoding='utf-8', newline='') as f:
        f.write(','.join(c for c, _ in columns[table]) + '\n')
        for row in rows:
            f.write(','.join(field(str(row.pop(c, ''))) for c, _ in columns[table]) + '\n')
            assert not row, row


TEXTS = ['=1+1', '+84 24', '-ngành', '@SUM(A1)', '\tthụt đầu', '\rxuống', '=HYPERLINK("http://x";"y")', 'a;b', 'a"b', "'nháy",
         'nhiều\ndòng', '<script>alert(1)</script>', '|cột|*đậm*|', '＝1+1', ' =1+1', 'x' * 900]
VALUES = ['-3.5', '-1', '0', '0.000001', '12345678901234567890.123456', '99999999999999999999999999999999.999999',
          '123456789012345', '1234567890123456', '9513327000000000', '-0.4']


def month(name, doc, issuer, published, spans):
    text = ''
    rows = []
    for i, printed in enumerate(TEXTS):
        text += '* '
        start = len(text.encode())
        text += printed
        end = len(text.encode())
        text += '\n'
        value = VALUES[i % len(VALUES)]
        period, first, last, freq, basis = spans[i % len(spans)]
        unit = ['VND', '%', '{thuê bao}', 'kW.h', 'm3/s', '{lượt}/100{người}'][i % 6]
        code = f'X_{i}'
        rows.append(dict(
            obs_id=f'{doc[:12]}{i:04x}', doc_id=doc, report_period=name, issuer=issuer, field=printed,
            series_id=f'{issuer}.{code}.VN.{freq}.{basis}.{unit if not unit.startswith("{") else 1}', indicator=code,
            subject=printed, ref_area='VN', freq=freq, time_period=period, period_start=first, period_end=last,
            time_basis=basis, obs_value=value, low=value, high=value, unit_measure=unit, decimals='0', bound='eq',
            obs_status='AEPF'[i % 4], origin='stated', printed=printed, byte_start=start, byte_end=end, quote=printed))
    growth = [dict(growth_id=f'{doc[:12]}g{i:03x}', obs_id=r['obs_id'], doc_id=doc, report_period=name, issuer=issuer,
                   field=r['field'], series_id=r['series_id'], indicator=r['indicator'], subject=r['subject'],
                   ref_area='VN', freq=r['freq'], time_period=r['time_period'], time_basis=r['time_basis'], basis='yoy',
                   kind='percent', change='-19.5', bound='eq', stated='true', computed='-15.9', computed_low='-15.95',
                   computed_high='-15.85', verdict='inconsistent', printed=r['printed'], byte_start=r['byte_start'],
                   byte_end=r['byte_end']) for i, r in enumerate(rows[:4])]
    findings = [dict(finding_id=f'{doc[:12]}f{i:03x}', doc_id=doc, report_period=name, severity='warning', rule='RULE',
                     message_en=t, message_vi=t) for i, t in enumerate(TEXTS)]
    document = dict(doc_id=doc, source='=cmd.txt', sha256=doc * 4, bytes=len(text.encode()), media_type='text/plain',
                    encoding='UTF-8', title='=<b>|Tiêu đề|', issuer=issuer, report_period=name, coverage=name,
                    published=published, observations=len(rows), growth=len(growth), findings=len(findings))
    indicators = [dict(indicator=r['indicator'], label_vi=r['subject'], field=r['field'], unit_measure=r['unit_measure'],
                       measure='flow', first_period=r['time_period'], last_period=r['time_period'], observations='1',
                       catalogued='false') for r in sorted(rows, key=lambda r: r['indicator'])]
    ledger = [dict(doc_id=doc, byte_start=r['byte_start'], byte_end=r['byte_end'], token=str(i),
                   outcome=['fact', 'unread', 'date'][i % 3], obs_id=r['obs_id']) for i, r in enumerate(rows)]
    home = f'{out}/state/documents/{doc}'
    write(f'{home}/ledger.csv', 'ledger', ledger)
    with open(f'{home}/text.txt', 'w', encoding='utf-8', newline='') as f:
        f.write(text)
    home = f'{out}/state/months/{name}'
    write(f'{home}/indicators.csv', 'indicators', indicators)
    write(f'{home}/revisions.csv', 'revisions', [])
    write(f'{home}/growth.csv', 'growth', growth)
    write(f'{home}/findings.csv', 'findings', findings)
    write(f'{home}/documents.csv', 'documents', [document])
    write(f'{home}/observations.csv', 'observations', [dict(r) for r in rows])


month('2023-04', '0123456789abcdef', '', '', [
    ('2023-04', '2023-04-01', '2023-04-30', 'M', 'period'),
    ('2023-04-16/2023-04-30', '2023-04-16', '2023-04-30', 'I', 'period'),
    ('2023-04-01/2023-04-15', '2023-04-01', '2023-04-15', 'I', 'period')])
month('2023-06', 'fedcba9876543210', 'GSO', '2023-07-03', [
    ('2023-S1', '2023-01-01', '2023-06-30', 'S', 'period'), ('2023-06', '2023-06-01', '2023-06-30', 'M', 'ytd'),
    ('2023-Q2', '2023-04-01', '2023-06-30', 'Q', 'period'), ('2023-06-20', '2023-06-20', '2023-06-20', 'D', 'period'),
    ('2022', '2022-01-01', '2022-12-31', 'A', 'period')])
