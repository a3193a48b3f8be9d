// RFC 4180 to objects by column name.
import { readFileSync } from 'node:fs';

export function readCsv(file) {
	const rows = [];
	let row = [], cell = '', quoted = false;
	const text = readFileSync(file, 'utf8');
	for (let i = 0; i < text.length; i++) {
		const c = text[i];
		if (quoted && c === '"' && text[i + 1] === '"') {
			cell += '"';
			i++;
		} else if (c === '"') {
			quoted = !quoted;
		} else if (quoted || (c !== ',' && c !== '\n')) {
			cell += c;
		} else {
			row.push(cell);
			cell = '';
			if (c === '\n') {
				rows.push(row);
				row = [];
			}
		}
	}
	const header = rows.shift();
	return rows.map(r => Object.fromEntries(header.map((name, i) => [name, r[i]])));
}
