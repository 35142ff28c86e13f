// Drives the portal in Debian's Chromium as vendors and buyers do. Started by tests/it/portal_browser.rs, which hands over in
// KENPIN_BROWSER_RUN (JSON) where the portal is, a buyer's token, the files to send and the list to exchange.
import { createRequire } from 'node:module';
import { connect, createServer } from 'node:net';
import { readFileSync, copyFileSync, statSync } from 'node:fs';
import assert from 'node:assert/strict';

const run = JSON.parse(process.env.KENPIN_BROWSER_RUN);
const require = createRequire(`${run.modules}/package.json`);
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const SAY = {
  en: {
    rejected: 'must not be accepted', accepted: 'may be accepted', fix: 'How to put it right', fixed: 'put right', handedIn: 'handed in',
    reopened: 'decide again', entry: 'listed as',
  },
  ja: { rejected: '受け入れ不可', accepted: '受け入れ可', fix: '対処方法', fixed: '解消', handedIn: '提出済み', reopened: '再決定が必要', entry: 'リスト掲載' },
};

const log = [];
const started = Date.now();
const step = (who, what) => log.push(`${((Date.now() - started) / 1000).toFixed(1)} s  ${who}: ${what}`);

async function api(path, body) {
  const answer = await fetch(run.address + path, {
    method: 'POST', headers: { authorization: `Bearer ${run.buyer}` }, body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201, path);
  return answer.json();
}

const known = new Set();
async function ask(supplier, title, statements = []) {
  if (!known.has(supplier)) await api('/api/v1/suppliers', { name: supplier });
  known.add(supplier);
  return (await api('/api/v1/requests', { supplier, title, order: { ...run.order, vendor: supplier }, statements })).links.upload;
}

/** What holds for every page: nothing runs in it, it can be read at 200 %, and axe finds nothing serious. */
async function look(page, { scripted, language }) {
  const markup = await page.content();
  assert.equal(await page.locator('html').getAttribute('lang'), language, page.url());
  assert.equal(await page.locator('script:not([src^="/script/"])').count(), 0, `a script in ${page.url()}`);
  assert.ok(!/\son[a-z]+\s*=|javascript:/i.test(markup.replace(/"[^"]*"/g, '""')), `script in an attribute: ${page.url()}`);
  const wide = page.viewportSize();
  await page.setViewportSize({ width: 640, height: 480 });
  const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  assert.ok(needs <= has, `${page.url()} at 200 %: ${needs} pixels in ${has}`);
  await page.setViewportSize(wide);
  if (scripted) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run(document));
    const bad = violations.filter((one) => ['serious', 'critical'].includes(one.impact));
    const told = bad.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' | ')}`);
    assert.deepEqual(told, [], `${page.url()}: axe`);
  }
  if (language === 'ja') {
    const ours = await page.locator('main').evaluate((main) => {
      const copy = main.cloneNode(true);
      copy.querySelectorAll('[translate=no], [lang=en], code, pre, textarea, details:not([open])').forEach((one) => one.remove());
      copy.querySelectorAll('p, li, td, dd, h1, h2, h3, div, legend, label').forEach((one) => one.append('\n'));
      return copy.textContent.replace(/「[^」]*」|"[^"]*"|`[^`]*`|\([^)]*\)|（[^）]*）|[\w-]+\.(?:json|pem|toml)/g, 'X');
    });
    const left = ours.split('\n').filter((line) => /[^\x20-\x7e]/.test(line)).join('\n').match(/\b[a-z]{2,} [a-z]{2,}\b/g) ?? [];
    assert.deepEqual(left, [], `English on ${page.url()}`);
  }
}

/** Presses Tab until that element has the focus, and sees that the focus can be seen. */
async function tabTo(page, selector) {
  for (let pressed = 0; pressed < 80; pressed += 1) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate((wanted) => document.activeElement?.matches(wanted) && getComputedStyle(document.activeElement).outlineStyle, selector);
    if (here) {
      assert.notEqual(here, 'none', `no outline round ${selector}`);
      return;
    }
  }
  assert.fail(`${selector} cannot be reached by Tab on ${page.url()}`);
}

async function choose(page, files, keyboard) {
  if (!keyboard) return page.locator('#files').setInputFiles(files);
  await tabTo(page, '#files');
  const opened = page.waitForEvent('filechooser');
  await page.keyboard.press('Space');
  await (await opened).setFiles(files);
}

async function press(page, selector, keyboard) {
  if (!keyboard) return page.locator(selector).click();
  await tabTo(page, selector);
  const led = Promise.race([page.waitForEvent('framenavigated'), page.waitForEvent('download')]);
  await page.keyboard.press('Enter');
  await led;
  await page.waitForLoadState();
}

/** A page that answered 200 with a policy under which nothing can run. */
function policed(page, seen) {
  page.on('response', (answer) => {
    const type = answer.headers()['content-type'] ?? '';
    if (!type.startsWith('text/html')) return;
    seen.push(answer.url());
    const policy = answer.headers()['content-security-policy'] ?? '';
    assert.ok(policy.startsWith("default-src 'none'") && /script-src 'self';|^(?!.*script-src)/.test(policy) && !policy.includes('unsafe'), `${answer.url()}: ${policy}`);
  });
}

/** From the link to the receipt. */
async function vendor(context, how, link) {
  const say = SAY[how.language];
  const page = await context.newPage();
  policed(page, how.seen);
  await page.goto(`${run.address}${link}?lang=${how.language}`);
  await look(page, how);
  await choose(page, run.bad, how.keyboard);
  await press(page, 'form[enctype] button', how.keyboard);
  await page.locator('.banner h1').waitFor();
  await look(page, how);
  assert.equal((await page.locator('h1').innerText()).toLowerCase(), say.rejected);
  const worst = page.locator('article.reject').first();
  const text = await worst.innerText();
  for (const part of ['HiSilicon', say.fix, say.entry, '/components/0/components/1', 'KP-S02']) assert.ok(text.includes(part), `${part}: ${text}`);
  step(how.name, 'read the fix list');
  if (how.picture) await picture(page, how.picture.fixList, 960);
  await press(page, '.next a.button', how.keyboard);
  await choose(page, run.good, how.keyboard);
  await press(page, 'form[enctype] button', how.keyboard);
  await page.locator('.banner.accept h1').waitFor();
  await look(page, how);
  const changed = await page.locator('.change').innerText();
  assert.ok(changed.includes(say.fixed) && changed.includes('KP-S02'), changed);
  await press(page, '.next a.button', how.keyboard);
  await certify(page, how);
  await press(page, 'form[action$="/hand-in"] button', how.keyboard);
  await page.locator('a[href$="/receipt"]').waitFor();
  await look(page, how);
  assert.ok((await page.locator('div.banner').innerText()).includes(say.handedIn));
  const kept = page.waitForEvent('download');
  await press(page, 'a[href$="/receipt"]', how.keyboard);
  const receipt = JSON.parse(readFileSync(await (await kept).path(), 'utf8'));
  assert.equal(receipt.documents.length, run.good.length);
  step(how.name, 'has the receipt');
  const id = page.url().split('/').pop().split('?')[0];
  await page.close();
  return id;
}

/** The statements: filled in from the evidence, read, certified. */
async function certify(page, how) {
  await page.locator('fieldset').first().waitFor();
  await look(page, how);
  assert.equal(await page.locator('input[value=does-not]:checked').count(), 1, 'the evidence has answered one question');
  if (how.keyboard) {
    await tabTo(page, '[name="a.us-far-52-204.uses"]');
    await page.keyboard.press('Space');
    await tabTo(page, '#name');
    await page.keyboard.type('Ito');
    await tabTo(page, '#title');
    await page.keyboard.type('Director');
    await tabTo(page, '[name=inquiry]');
    await page.keyboard.press('Space');
    await tabTo(page, 'form[action$="/statements"] button');
    await page.keyboard.press('Enter');
  } else {
    await page.locator('[name="a.us-far-52-204.uses"][value=does-not]').check();
    await page.locator('#name').fill('Ito');
    await page.locator('#title').fill('Director');
    await page.locator('[name=inquiry]').check();
    await page.locator('form[action$="/statements"] button').click();
  }
  await page.locator('#signature').waitFor();
  await look(page, how);
  step(how.name, 'certified');
}

async function signIn(context, how) {
  const page = await context.newPage();
  policed(page, how.seen);
  await page.goto(`${run.address}/sign-in?lang=${how.language}`);
  await look(page, how);
  if (how.keyboard) {
    await tabTo(page, '#token');
    await page.keyboard.type(run.buyer);
    await page.keyboard.press('Enter');
  } else {
    await page.locator('#token').fill(run.buyer);
    await page.locator('main button').click();
  }
  await page.waitForURL('**/inbox');
  await look(page, how);
  return page;
}

/** From the inbox to the decision. */
async function buyer(context, how, id) {
  const say = SAY[how.language];
  const page = await signIn(context, how);
  const risks = await page.locator('.inbox tbody tr td:first-child .badge').evaluateAll((cells) => cells.map((cell) => cell.className));
  const order = risks.map((name) => ['badge accept', 'badge refer', 'badge reject'].indexOf(name));
  assert.deepEqual(order, [...order].sort((a, b) => b - a), 'the riskiest first');
  const listed = page.locator('.inbox tr', { hasText: 'Hikvision' }).first();
  assert.ok((await listed.innerText()).includes('\u2192'), 'the way to the listed party');
  await press(page, `a[href="/submissions/${run.risky}"]`, how.keyboard);
  await page.waitForURL(`**/submissions/${run.risky}`);
  await look(page, how);
  assert.ok((await page.locator('.path').first().innerText()).includes(say.entry));
  if (how.name === 'english') {
    // Once: so that the page of waivers has something to show.
    const form = page.locator('form[action$="/waivers"]').first();
    await page.locator('details:has(form[action$="/waivers"]) > summary').first().click();
    await look(page, how);
    await form.locator('textarea').fill('spare parts');
    await form.locator('input[type=date]').fill('2026-12-24');
    await form.locator('button').click();
    await page.locator('#waivers a').waitFor();
  }
  for (const address of ['/requests', '/waivers', '/search?q=hikvision', '/estate']) {
    await page.goto(run.address + address);
    await look(page, how);
  }
  await page.goto(`${run.address}/submissions/${id}`);
  await look(page, how);
  await decide(page, 'accepted', 'read & found good', how.keyboard);
  assert.ok((await page.locator('main').innerText()).includes('read & found good'));
  step(how.name, 'decided');
  return page;
}

async function decide(page, word, reason, keyboard) {
  if (keyboard) {
    await tabTo(page, '#decision');
    await page.keyboard.press('Home');
    await tabTo(page, '#reason');
    await page.keyboard.type(reason);
    await tabTo(page, '#decide button');
    await page.keyboard.press('Enter');
  } else {
    await page.locator('#decision').selectOption(word);
    await page.locator('#reason').fill(reason);
    await page.locator('#decide button').click();
  }
  await page.locator('td .badge.' + word).first().waitFor();
}

/** After the new edition: in the inbox again, and why. */
async function again(page, how, id) {
  const say = SAY[how.language];
  const row = page.locator(`.inbox tr:has(a[href="/submissions/${id}"])`);
  for (let tries = 0; ; tries += 1) {
    await page.goto(`${run.address}/inbox`);
    if ((await row.innerText()).includes(say.reopened)) break;
    assert.ok(tries < 100, `not reopened: ${await row.innerText()}`);
    await new Promise((wake) => setTimeout(wake, 200));
  }
  await look(page, how);
  assert.ok((await row.innerText()).includes(say.rejected));
  if (how.picture) await picture(page, how.picture.inbox, 760);
  await press(page, `a[href="/submissions/${id}"]`, how.keyboard);
  await page.waitForURL(`**/submissions/${id}`);
  await look(page, how);
  const changed = await page.locator('.change').innerText();
  assert.ok(changed.includes('KP-S01') && changed.includes('Hakusan'), changed);
  await decide(page, 'rejected', 'listed since', false);
  step(how.name, 'decided again');
}

async function picture(page, path, height) {
  await page.setViewportSize({ width: 1080, height });
  await page.screenshot({ path });
  assert.ok(statSync(path).size < 150_000, `${path}: ${statSync(path).size} bytes`);
}

/** Other vendors' deliveries, so that the inbox has something to sort. */
async function others() {
  for (const { supplier, title, files } of run.others) {
    const link = await ask(supplier, title);
    const form = new FormData();
    for (const file of files) form.append('files', new Blob([readFileSync(file)]), file.split('/').pop());
    const sent = await fetch(`${run.address}${link}/files`, { method: 'POST', body: form, redirect: 'manual' });
    const page = run.address + sent.headers.get('location');
    for (let tries = 0; !(await (await fetch(page)).text()).includes('/report/json'); tries += 1) assert.ok(tries < 100, title);
    const handed = await fetch(`${page}/hand-in`, { method: 'POST', redirect: 'manual' });
    assert.equal(handed.status, 303);
    run.risky ??= page.split('/').pop();
  }
}

/** A line to the portal that breaks once, after so many bytes of one connection. */
async function breaking(after) {
  const { hostname, port } = new URL(run.address);
  let broken = false;
  const server = createServer((near) => {
    const far = connect(port, hostname);
    let sent = 0;
    near.on('data', (piece) => {
      sent += piece.length;
      if (broken || sent < after) return;
      broken = true;
      near.destroy();
      far.destroy();
    });
    for (const end of [near, far]) end.on('error', () => { near.destroy(); far.destroy(); });
    near.on('close', () => far.destroy());
    // An answer that comes before all was sent gets through, and the sender does not wait for ever.
    far.on('close', () => near.end(() => near.destroy()));
    near.pipe(far).pipe(near);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return server;
}

/** A large file beside small ones, over a line that breaks: what came before the break does not come again, and a bar shows how far it is. */
async function large(context) {
  const line = await breaking(11_000_000);
  const page = await context.newPage();
  await page.goto(`http://127.0.0.1:${line.address().port}${await ask('Tama Optics Co., Ltd.', 'A large one')}`);
  const [pieces, shown] = [[], []];
  page.on('request', (request) => request.method() === 'PATCH' && pieces.push(Number(request.headers()['upload-offset'])));
  await page.exposeFunction('shown', (value) => shown.push(value));
  await page.evaluate(() => {
    const bar = document.querySelector('progress');
    new MutationObserver(() => globalThis.shown(bar.value)).observe(bar, { attributes: true });
  });
  await page.locator('#files').setInputFiles([...run.good, run.large]);
  await page.locator('form[enctype] button').click();
  // Until the portal has noticed that the line is gone, the file is its.
  await page.locator('.banner h1').waitFor({ timeout: 90_000 });
  assert.ok(pieces.length >= 2 && pieces.at(-1) >= 4_000_000, `went on from ${pieces}`);
  assert.ok(shown.some((value) => value > 0 && value < 0.9), `the bar showed ${shown}`);
  const report = await (await fetch(`${page.url().split('?')[0]}/report/json`)).json();
  const found = report.inputs.documents.find((one) => one.path === 'large.bin');
  assert.equal(found?.sha256, run.largeSha256);
  assert.equal(report.inputs.documents.length, run.good.length + 1);
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'nothing of it stays in the browser');
  step('large', `sent from ${pieces}`);
  await page.close();
  line.close();
}

const journeys = [
  { name: 'english', title: 'Cameras for the east gate', language: 'en', scripted: true, keyboard: false, picture: run.pictures },
  { name: 'without script', title: 'Cameras for the north gate', language: 'en', scripted: false, keyboard: false },
  { name: 'keyboard, japanese', title: '西門の監視カメラ', language: 'ja', scripted: true, keyboard: true },
];

const root = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({ executablePath: run.chromium, args: ['--disable-dev-shm-usage', ...root] });
try {
  await others();
  const open = [];
  for (const journey of journeys) {
    const how = { ...journey, seen: [] };
    const locale = { en: 'en-GB', ja: 'ja-JP' }[how.language];
    const context = await browser.newContext({ viewport: { width: 1080, height: 900 }, javaScriptEnabled: how.scripted, locale });
    context.setDefaultTimeout(20_000);
    const id = await vendor(context, how, await ask('Tama Optics Co., Ltd.', how.title, ['us-far-52-204']));
    open.push({ how, id, page: await buyer(context, how, id) });
    if (how.name === 'english') await large(context);
  }
  copyFileSync(run.edition, run.list);
  step('list', 'a new edition');
  for (const { how, id, page } of open) await again(page, how, id);
  for (const { how } of open) assert.ok(how.seen.length >= 12, `${how.name}: only ${how.seen.length} pages`);
  step('all', 'done');
} catch (error) {
  for (const context of browser.contexts()) {
    for (const page of context.pages()) console.error(page.url(), await page.locator('body').innerText().catch(() => ''));
  }
  throw error;
} finally {
  console.log(log.join('\n'));
  await browser.close();
}
