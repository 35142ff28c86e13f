// Signs in at the portal by OpenID Connect: at npm's certified oidc-provider in Chromium, and at an issuer of our own that lies in every
// way it can. Started by tests/it/portal_oidc.rs, which hands over in KENPIN_BROWSER_RUN (JSON) where the program and its files are.
import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createServer as listen } from 'node:net';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import assert from 'node:assert/strict';

const run = JSON.parse(process.env.KENPIN_BROWSER_RUN);
const require = createRequire(`${run.modules}/package.json`);
const { chromium } = require('playwright-core');
const { default: Provider } = await import(pathToFileURL(require.resolve('oidc-provider')).href);

const port = () => new Promise((found) => { const server = listen().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => found(port)); }); });
const started = [];
process.on('exit', () => started.forEach((child) => child.kill('SIGKILL')));

/** A portal that knows this issuer. */
async function portal(name, issuer) {
  const [here, folder] = [await port(), `${run.folder}/${name}`];
  const settings = `${run.folder}/${name}.toml`;
  const redirect = `http://127.0.0.1:${here}/oidc/return`;
  writeFileSync(settings, `schema_version = "1"\nissuer = "${issuer}"\nclient_id = "kenpin"\nredirect = "${redirect}"\nscopes = ["email", "roles"]\n
[[role]]\nrole = "buyer"\nany_of = ["procurement"]\n[[role]]\nrole = "admin"\nany_of = ["it"]\n`);
  const child = spawn(run.kenpin, ['serve', '--listen', `127.0.0.1:${here}`, '--data', folder, '--oidc', settings, '--trusted-ca', run.ca, '--at', '2026-11-23'], { cwd: run.folder, env: {}, stdio: ['ignore', 'pipe', 'inherit'] });
  started.push(child);
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('kenpin portal')) break;
  const token = (role) => execFileSync(run.kenpin, ['admin', 'token', 'create', '--role', role, '--data', folder], { env: {}, encoding: 'utf8' }).trim().split(/\s+/).pop();
  return { address: `http://127.0.0.1:${here}`, redirect, token, folder };
}

/** A browser without a face: cookies, and no redirect followed. */
class Jar {
  cookies = new Map();
  async get(url, options = {}) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', ...options, headers: { cookie, ...options.headers } });
    for (const line of answer.headers.getSetCookie?.() ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      if (value) this.cookies.set(name, value); else this.cookies.delete(name);
    }
    return answer;
  }
  get isIn() { return this.cookies.has('kenpin'); }
}

// ---- an issuer that lies

const b64 = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const [own, stranger] = [pair(), pair()];
const now = () => Math.floor(Date.now() / 1000);

class Liar {
  constructor(port) {
    this.issuer = `http://127.0.0.1:${port}`;
    this.lie = {};
    this.server = createServer((request, answer) => this.answer(request, answer)).listen(port, '127.0.0.1');
  }
  answer(request, answer) {
    const url = new URL(request.url, this.issuer);
    const json = (value) => answer.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (url.pathname.endsWith('openid-configuration')) {
      return json({ issuer: this.lie.metadata ?? this.issuer, authorization_endpoint: `${this.issuer}/authorize`, token_endpoint: `${this.issuer}/token`, jwks_uri: `${this.issuer}/keys`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] });
    }
    if (url.pathname === '/keys') return json({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] });
    if (url.pathname === '/token' && this.lie.elsewhere) return answer.writeHead(302, { location: `${this.issuer}/stolen` }).end();
    if (url.pathname === '/token') {
      let body = '';
      request.on('data', (piece) => { body += piece; });
      return request.on('end', () => { this.asked = new URLSearchParams(body); json({ access_token: 'a', token_type: 'Bearer', ...(this.lie.silent ? {} : { id_token: this.token() }) }); });
    }
    if (url.pathname === '/stolen') this.stolen = true;
    return answer.writeHead(404).end();
  }
  token() {
    const { claims = {}, header = {}, signed } = this.lie;
    const head = b64({ alg: 'RS256', kid: 'own', typ: 'JWT', ...header });
    const body = b64({ iss: this.issuer, aud: 'kenpin', sub: 'sato', email: 'sato@agency.example', groups: ['procurement'], iat: now(), exp: now() + 300, auth_time: now(), nonce: this.nonce, ...claims });
    const text = `${head}.${body}`;
    return `${text}.${signed ? signed(text) : sign('sha256', Buffer.from(text), own.privateKey).toString('base64url')}`;
  }
  /** From /oidc/start to the answer of /oidc/return. */
  async signIn(portal, { jar = new Jar(), lie = {}, start = '', back = {}, other = jar } = {}) {
    this.lie = lie;
    const begun = await jar.get(`${portal.address}/oidc/start${start}`);
    assert.equal(begun.status, 303);
    const asked = new URL(begun.headers.get('location'));
    assert.equal(asked.origin + asked.pathname, `${this.issuer}/authorize`);
    assert.equal(asked.searchParams.get('code_challenge_method'), 'S256');
    this.nonce = asked.searchParams.get('nonce');
    const query = new URLSearchParams({ code: 'c', state: asked.searchParams.get('state'), iss: this.issuer, ...back });
    const address = `${portal.address}/oidc/return?${query}`;
    const answer = await other.get(address);
    return { jar, answer, address, asked, text: await answer.text() };
  }
}

const LIES = {
  'wrong nonce': { claims: { nonce: 'other' } },
  'no nonce': { claims: { nonce: undefined } },
  'wrong audience': { claims: { aud: 'someone-else' } },
  'two audiences': { claims: { aud: ['kenpin', 'someone-else'] } },
  expired: { claims: { exp: now() - 3600, iat: now() - 7200 } },
  'other issuer': { claims: { iss: 'https://login.elsewhere.example' } },
  unsigned: { header: { alg: 'none', kid: undefined }, signed: () => '' },
  'signed by the public key as a secret': { header: { alg: 'HS256' }, signed: (text) => createHmac('sha256', own.publicKey.export({ format: 'pem', type: 'spki' })).update(text).digest('base64url') },
  'signed by the client id as a secret': { header: { alg: 'HS256', kid: undefined }, signed: (text) => createHmac('sha256', 'kenpin').update(text).digest('base64url') },
  'signed by a stranger': { signed: (text) => sign('sha256', Buffer.from(text), stranger.privateKey).toString('base64url') },
  'signed over something else': { signed: () => sign('sha256', Buffer.from('x'), own.privateKey).toString('base64url') },
  'no ID token': { silent: true },
  'the token address leads elsewhere': { elsewhere: true },
  'no group': { claims: { groups: [] } },
  'another group': { claims: { groups: ['Procurement', 'visitors'] } },
  'the group is in another claim': { claims: { groups: undefined, roles: ['procurement'] } },
};

async function lies() {
  const liar = new Liar(await port());
  const there = await portal('liar', liar.issuer);
  const refused = async (name, options) => {
    const { jar, answer, text } = await liar.signIn(there, options);
    assert.equal(answer.status, 400, `${name}: ${text}`);
    assert.ok(!jar.isIn, `${name}: signed in`);
  };
  for (const [name, lie] of Object.entries(LIES)) await refused(name, { lie });
  assert.ok(!liar.stolen, 'no redirect is followed');
  await refused('an answer of another issuer', { back: { iss: 'https://login.elsewhere.example' } });
  await refused('another state', { back: { state: 'x' } });
  await refused('another browser', { other: new Jar() });
  await refused('an error', { back: { code: '' } });
  await refused('fresh proof is asked for, and old', { start: '?proof=1', lie: { claims: { auth_time: now() - 4000 } } });
  await refused('fresh proof is asked for, and not told', { start: '?proof=1', lie: { claims: { auth_time: undefined } } });
  liar.lie = { metadata: 'https://login.elsewhere.example' };
  assert.equal((await new Jar().get(`${there.address}/oidc/start`)).status, 503, 'metadata of another issuer');
  // Too many wrong ones from one address: it waits.
  const good = await portal('good', liar.issuer);
  const entered = await liar.signIn(good, { start: '?next=//elsewhere.example' });
  assert.equal(entered.answer.status, 200, entered.text);
  assert.ok(entered.jar.isIn && entered.text.includes('url=/inbox'), entered.text);
  assert.ok(liar.asked.get('code_verifier').length >= 43);
  const replayed = new Jar();
  assert.equal((await replayed.get(entered.address)).status, 400, 'a state is good for one return');
  assert.equal((await entered.jar.get(`${good.address}/inbox`)).status, 200);
  await proofs(liar, good);
}

/** Whoever showed long ago who they are reads, and shows it again before a decision. */
async function proofs(liar, there) {
  const form = new FormData();
  for (const file of run.good) form.append('files', new Blob([readFileSync(file)]), file.split('/').pop());
  const sent = await fetch(`${there.address}/api/v1/submissions`, { method: 'POST', body: form, headers: { authorization: `Bearer ${there.token('vendor')}` } });
  const { id, verdict_id } = await sent.json();
  const page = `${there.address}/submissions/${id}`;
  const { jar } = await liar.signIn(there, { lie: { claims: { auth_time: now() - 4000 } } });
  const early = await (await jar.get(page)).text();
  assert.ok(early.includes(`/oidc/start?proof=1&#38;next=/submissions/${id}`) && !early.includes('name="reason"'), early);
  const decide = async (text) => jar.get(`${page}/decision`, { method: 'POST', body: new URLSearchParams({ csrf: /name="csrf" value="([^"]+)"/.exec(text)[1], verdict: verdict_id, decision: 'accepted', reason: 'read' }) });
  assert.equal((await decide(early)).status, 409);
  const { answer, asked, text } = await liar.signIn(there, { jar, start: `?proof=1&next=/submissions/${id}` });
  assert.equal(answer.status, 200, text);
  assert.deepEqual([asked.searchParams.get('prompt'), asked.searchParams.get('max_age')], ['login', '0']);
  assert.ok(text.includes(`url=/submissions/${id}`), text);
  const ready = await (await jar.get(page)).text();
  assert.equal((await decide(ready)).status, 303);
  assert.ok((await (await jar.get(page)).text()).includes('buyer sato@agency.example'));
  // A pass that an administrator takes back lets nobody in again.
  const passes = execFileSync(run.kenpin, ['admin', 'token', 'list', '--data', there.folder], { env: {}, encoding: 'utf8' });
  const own = /^(\S+).*sato@agency\.example/m.exec(passes)[1];
  execFileSync(run.kenpin, ['admin', 'token', 'revoke', own, '--data', there.folder], { env: {} });
  assert.equal((await jar.get(`${there.address}/inbox`)).status, 303);
  const locked = await liar.signIn(there, {});
  assert.ok(locked.answer.status === 400 && !locked.jar.isIn, locked.text);
}

// ---- the certified provider

async function honest() {
  const here = await port();
  const issuer = `http://127.0.0.1:${here}`;
  const there = await portal('honest', issuer);
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'kenpin', redirect_uris: [there.redirect], token_endpoint_auth_method: 'none', response_types: ['code'], grant_types: ['authorization_code'] }],
    claims: { openid: ['sub', 'auth_time'], email: ['email'], roles: ['groups'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    jwks: { keys: [{ ...pair().privateKey.export({ format: 'jwk' }), kid: 'one', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['kenpin test key, never trust'] },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, email: `${id}@agency.example`, groups: id === 'sato' ? ['procurement'] : ['visitors'] }) }),
  });
  const server = provider.listen(here, '127.0.0.1');
  const root = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath: run.chromium, args: ['--disable-dev-shm-usage', ...root] });
  try {
    const page = await (await browser.newContext({ locale: 'en-GB', javaScriptEnabled: false })).newPage();
    page.setDefaultTimeout(15_000);
    const login = async (name) => {
      await page.locator('input[name=login]').fill(name);
      await page.locator('input[name=password]').fill('x');
      await page.locator('button[type=submit]').click();
      await page.locator('input[name=login]').waitFor({ state: 'detached' });
      const consent = page.locator('form:has(input[name=prompt][value=consent]) button[type=submit]');
      if (await consent.count()) await consent.click();
    };
    await page.goto(`${there.address}/sign-in`);
    await page.locator('a[href="/oidc/start"]').click();
    await login('sato');
    await page.waitForURL('**/inbox');
    assert.ok((await page.locator('h1').innerText()) === 'Inbox');
    // Fresh proof: the provider asks again, although it knows this browser.
    await page.goto(`${there.address}/oidc/start?proof=1&next=/requests`);
    await login('sato');
    await page.waitForURL('**/requests');
    await page.locator('header button').click();
    await page.waitForURL('**/oidc/left');
    assert.ok((await page.locator('main a[href*="/session/end"]').count()) === 1, 'the way to end the session there too');
    await page.goto(`${there.address}/inbox`);
    await page.waitForURL('**/sign-in');
    // Known to the organisation, and nobody here.
    const stranger = await (await browser.newContext({ locale: 'en-GB' })).newPage();
    await stranger.goto(`${there.address}/oidc/start`);
    await stranger.locator('input[name=login]').fill('ito');
    await stranger.locator('input[name=password]').fill('x');
    await stranger.locator('button[type=submit]').click();
    await stranger.locator('form:has(input[name=prompt][value=consent]) button[type=submit]').click();
    await stranger.waitForURL('**/oidc/return**');
    assert.ok((await stranger.locator('main').innerText()).includes('gives you no role here'));
  } finally {
    await browser.close();
    server.close();
  }
}

await lies();
console.log('every lie is refused');
await honest();
console.log('signed in, showed it again, signed out');
process.exit(0);
