// The pages in WORK in a browser: WORK/report.html and WORK/span.html, made of the store WORK/out/state.
// Pictures of it go to WORK/shots.
import { mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { readCsv } from './csv.mjs';

const work = process.argv[2];
const month = name => readCsv(join(work, 'out/state/months/2024-04', name + '.csv'));
const levels = month('observations').filter(o => o.origin === 'stated');
const growth = month('growth').filter(g => g.stated === 'true');
const desk = { width: 1280, height: 900 }, phone = { width: 390, height: 844 };
let passed = 0, failed = 0;

async function ok(text, test) {
	let why = '';
	try {
		const result = await test();
		if (result !== true)
			why = JSON.stringify(result);
	} catch (error) {
		why = error.message;
	}
	console.log((why ? 'not ok - ' : 'ok - ') + text + (why ? '\n# ' + why.replaceAll('\n', '\n# ') : ''));
	why ? failed++ : passed++;
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b) || { got: a, wanted: b };
const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
	'--disable-background-networking', '--disable-component-update', '--disable-sync'];

async function browse(options) {
	const profile = mkdtempSync(join(tmpdir(), 'solieu-page-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath: '/usr/bin/chromium', headless: true, args: flags, viewport: desk, ...options,
	});
	const seen = { said: [], asked: [], dialogs: 0 };
	const page = await context.newPage();
	page.on('console', m => seen.said.push(m.text()));
	page.on('pageerror', e => seen.said.push(e.message));
	page.on('dialog', d => { seen.dialogs++; d.dismiss(); });
	page.on('request', r => seen.asked.push(r.url()));
	const close = async () => {
		await context.close();
		rmSync(profile, { recursive: true, force: true });
	};
	return { page, seen, close };
}

const url = name => pathToFileURL(join(work, name)).href;
const visible = (page, selector) => page.locator(selector).first().isVisible();

// What the marks in the page say, by id of the figure.
const marks = page => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('.fig[id]')].map(
	f => [f.id, f.querySelector('mark') && f.querySelector('mark').textContent])));

async function content(page) {
	await ok('every level that a report states stands in it, with its words marked in their sentence', async () => {
		const found = await marks(page);
		return same(levels.map(o => [o.obs_id, found['o-' + o.obs_id]]), levels.map(o => [o.obs_id, o.printed]));
	});
	await ok('every comparison that a report states stands in it, with its words marked', async () => {
		const found = await marks(page);
		return same(growth.map(g => [g.growth_id, found['g-' + g.growth_id]]),
			growth.map(g => [g.growth_id, g.printed]));
	});
	await ok('the marked sentence is the quote', () => page.evaluate(list => {
		for (const o of list) {
			const said = document.querySelector('#o-' + CSS.escape(o.obs_id) + ' blockquote').textContent;
			if (said !== o.quote)
				return [said, o.quote];
		}
		return true;
	}, levels));
	await ok('ids are there once, links lead somewhere', () => page.evaluate(() => {
		const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
		const twice = ids.filter((id, i) => ids.indexOf(id) !== i);
		const lost = [...document.querySelectorAll('a')].map(a => a.getAttribute('href'))
			.filter(h => h[0] !== '#' || !document.getElementById(h.slice(1)));
		return twice.length + lost.length === 0 || { twice, lost };
	}));
	await ok('markup of a report stays text', () => page.evaluate(() =>
		document.scripts.length === 1 && document.images.length === 0 &&
		document.querySelector('#sources li').textContent.includes('"số" <script>alert(1)</script> & việc')));
	await ok('what contradicts is told in words, and its link leads to the comparison', async () => {
		const told = page.locator('#findings > ul > li').first();
		const text = await told.innerText();
		if (!/giảm 19,5 %.*giảm 15,9 %/.test(text))
			return text;
		await told.locator('a').click();
		const target = await page.evaluate(() => document.querySelector(':target').innerText);
		return /19,5%/.test(target) || target;
	});
	await ok('beside it what the levels give', async () =>
		/−15,9%/.test(await page.locator('td:has(b.bad)').innerText()));
	await ok('figures as people write them', async () => {
		const text = await page.locator('main').innerText();
		return same(['11.590 tỷ đồng', '42,5 Mbit/s', '254 website', '3,2%', '+0,3 điểm phần trăm',
			'4 tháng đầu năm 2024', 'ước tính', 'trên 70.410 doanh nghiệp', '×2', '28,3 tỷ USD', 'quý I/2024',
			'49/63 tỉnh', 'đến 20/4/2024', '21,24 triệu thuê bao', '+1.200 thuê bao', 'cuối tháng 4/2024'].filter(t => !text.includes(t)), []);
	});
	await ok('a computed change stands apart from stated ones', async () =>
		(await page.locator('td i').allInnerTexts()).includes('+1,2%'));
	await ok('a comparison tells its base and where that is from', () => page.evaluate(wanted => {
		const told = wanted.map(([id]) => document.querySelector('#g-' + CSS.escape(id) + ' .source > p:last-child')
			.textContent);
		return wanted.every(([, text], i) => told[i].includes(text)) || told;
	}, month('growth').filter(g => ['TEL_MOBILE_SPEED', 'SEC_PHISHING_SITES'].includes(g.indicator)).map(
		g => [g.growth_id, g.stated === 'true' ? '302 website' : '42 Mbit/s'])));
	await ok('revisions with the old and the new value', async () => {
		const text = (await page.locator('#revisions tbody tr').allInnerTexts()).join('|');
		return ['11.475 tỷ đồng', '11.480 tỷ đồng', '+0,04%', 'tháng 3/2024'].every(t => text.includes(t)) || text;
	});
}

async function clicks(page) {
	const figure = page.locator('.fig[id^=o-] > summary').first();

	await ok('a click on a figure shows its sentence, marked', async () => {
		const level = levels.find(o => o.printed === '254 website');
		await page.locator(`[id="o-${level.obs_id}"] > summary`).click();
		await page.screenshot({ path: join(work, 'shots/figure.png') });
		return same(await page.locator('#panel mark').allInnerTexts(), [level.printed]) === true &&
			same(await page.locator('#panel blockquote').innerText(), level.quote);
	});
	await ok('another click, Escape and the button close it', async () => {
		const open = [];
		await page.keyboard.press('Escape');
		await figure.click();
		await figure.click();
		open.push(await visible(page, '#panel'));
		await figure.click();
		await page.keyboard.press('Escape');
		open.push(await visible(page, '#panel'));
		await figure.click();
		open.push(await visible(page, '#panel'));
		await page.click('#close');
		open.push(await visible(page, '#panel'));
		return same(open, [false, false, true, false]);
	});
	await ok('the keyboard does the same', async () => {
		await figure.focus();
		await page.keyboard.press('Enter');
		const open = await visible(page, '#panel mark');
		await page.keyboard.press('Escape');
		return open && !await visible(page, '#panel');
	});
	await ok('the links of the head lead to their fields', async () => {
		for (const link of await page.locator('nav a').all()) {
			await link.click();
			const at = await page.evaluate(() => document.querySelector(':target h2').innerText);
			if (at !== await link.innerText())
				return at;
		}
		return await page.locator('nav a').count() > 1;
	});
}

async function languages(page) {
	await ok('Vietnamese first, alone', async () =>
		await page.evaluate(() => document.documentElement.lang) === 'vi' &&
		!await page.locator('main span[lang=en]:visible').count());
	await ok('English at a click, figures and charts too', async () => {
		await page.click('label[for=en]');
		const text = await page.locator('main').innerText();
		return await page.evaluate(() => document.documentElement.lang) === 'en' &&
			!await page.locator('main span[lang=vi]:visible, main tspan[lang=vi]:visible').count() &&
			['Figures reported for April 2024', '11,590 billion VND', 'down 15.9 %'].every(t => text.includes(t)) ||
			text;
	});
	await page.screenshot({ path: join(work, 'shots/english.png'), fullPage: true });
	await ok('and back', async () => {
		await page.click('label[for=vi]');
		return (await page.locator('h1').innerText()) === 'Số liệu báo cáo tháng 4/2024';
	});
}

async function looks(page) {
	await ok('a chart of each series of three points and more', () => page.evaluate(() => {
		const charts = [...document.querySelectorAll('figure')].map(f => [f.querySelector('figcaption').innerText,
			f.querySelectorAll('use').length - f.querySelectorAll('defs use').length]);
		const want = { 'Doanh thu dịch vụ viễn thông': 4, 'Website lừa đảo bị chặn': 4 };
		const lacking = Object.keys(want).filter(w => !charts.some(c => c[0].startsWith(w) && c[1] === want[w]));
		return lacking.length === 0 && charts.every(c => c[1] >= 3) || charts;
	}));
	await ok('charts are drawn inside of their frames', () => page.evaluate(() =>
		[...document.querySelectorAll('figure svg')].every(svg => {
			const box = svg.getBoundingClientRect();
			return box.width > 200 && box.height > 60 && [...svg.querySelectorAll('text, path, use')].every(e => {
				const b = e.getBoundingClientRect();
				return e.closest('defs') || (b.left > box.left - 2 && b.right < box.right + 2 &&
					b.top > box.top - 2 && b.bottom < box.bottom + 2);
			});
		})));
	await page.screenshot({ path: join(work, 'shots/desk.png'), fullPage: true });
	await page.setViewportSize(phone);
	await ok('on a phone only tables scroll sideways', () => page.evaluate(wanted => {
		const wide = document.documentElement.scrollWidth;
		const scrolls = [...document.querySelectorAll('.scroll')].some(s => s.scrollWidth > s.clientWidth);
		return wide <= wanted && scrolls || { wide, scrolls };
	}, phone.width));
	await page.screenshot({ path: join(work, 'shots/phone.png'), fullPage: true });
	await page.setViewportSize(desk);
}

async function paper(page) {
	await page.locator('.fig > summary').first().click();
	await page.emulateMedia({ media: 'print' });
	await ok('on paper neither switch nor sentences, but charts', async () =>
		same([await visible(page, 'body > label'), await visible(page, '#panel'), await visible(page, 'nav'),
			await page.locator('figure svg:visible').count() > 1], [false, false, false, true]));
	await page.emulateMedia({ media: null });
	await page.keyboard.press('Escape');
	await ok('a PDF of A4 pages', async () => {
		const pdf = (await page.pdf({ path: join(work, 'shots/report.pdf'), preferCSSPageSize: true }))
			.toString('latin1');
		const pages = pdf.match(/\/Type \/Page\b/g).length;
		return pages >= 1 && pages <= 4 && /\/MediaBox \[0 0 594\.\d+ 841\.\d+\]/.test(pdf) || pages;
	});
	await ok('tables fit on paper', async () => {
		await page.setViewportSize({ width: 703, height: 1000 }); // A4 within its margins
		await page.emulateMedia({ media: 'print' });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth);
		await page.emulateMedia({ media: null });
		await page.setViewportSize(desk);
		return wide <= 703 || wide;
	});
}

async function whole() {
	const { page, seen, close } = await browse({});

	await page.goto(url('report.html'));
	await content(page);
	await clicks(page);
	await languages(page);
	await looks(page);
	await paper(page);
	await ok('#en in the address asks for English', async () => {
		await page.goto('about:blank');
		await page.goto(url('report.html') + '#en');
		return (await page.locator('h1').innerText()) === 'Figures reported for April 2024';
	});
	await ok('a span shows each month, and which report says it', async () => {
		await page.goto(url('span.html'));
		const text = await page.locator('#f1 table').innerText();
		return ['Báo cáo tháng', 'tháng 4/2024', 'tháng 1/2024', '11.030 tỷ đồng'].every(t => text.includes(t)) || text;
	});
	await ok('nothing on the console, no dialog', () => same([seen.said, seen.dialogs], [[], 0]));
	await ok('nothing is asked for but the page', () => seen.asked.every(u => /^(file|about):/.test(u)) &&
		seen.asked.filter(u => u.startsWith('file:')).every(u => /(report|span)\.html(#en)?$/.test(u)) || seen.asked);
	await close();
}

async function withoutScript() {
	const { page, close } = await browse({ javaScriptEnabled: false });

	await page.goto(url('report.html'));
	await ok('without script a click opens the sentence in its place', async () => {
		await page.locator('.fig[id^=o-] > summary').first().click();
		return visible(page, '.fig[id^=o-] mark');
	});
	await ok('without script the switch works', async () => {
		await page.click('label[for=en]');
		return await page.locator('h1').innerText() === 'Figures reported for April 2024';
	});
	await close();
}

await ok('no more than sixty lines of script', () => {
	const script = readFileSync(join(work, 'report.html'), 'utf8').match(/<script>\n([^]*)<\/script>/)[1];
	return script.trimEnd().split('\n').length <= 60;
});
await whole();
await withoutScript();
console.log(`${passed} passed, ${failed} failed`);
