// reading_chrono.mjs FILE: the Vietnamese parser of chrono-node over a text, line by line, twice. Prints its
// bytes, CPU seconds (without what node takes to start) and how many dates it found; then the seconds of the
// second pass, for which node has compiled what the first one used.
import fs from "node:fs";
import * as chrono from "chrono-node";

const text = fs.readFileSync(process.argv[2]);
const lines = text.toString("utf8").split("\n");

function pass() {
	const before = process.cpuUsage();
	let dates = 0;
	for (const line of lines) {
		dates += chrono.vi.parse(line).length;
	}
	const { user, system } = process.cpuUsage(before);
	return [((user + system) / 1e6).toFixed(3), dates];
}

console.log(text.length, ...pass(), pass()[0]);
