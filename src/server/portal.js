// What two of a vendor's pages run. Without it the form sends the files by itself, and the page that waits loads itself again.
'use strict';

/** Files from so many bytes on come in pieces, so that a broken connection costs little. */
const LARGE = 8 * 1024 * 1024;
/** Longer than the portal takes to notice that a connection is gone. */
const AGAIN = [0, 1000, 3000, 5000, 10000, 20000, 30000];

/** Sends what is chosen, or dropped, and shows how far it is. */
function sends(form) {
  const status = form.querySelector('[role=status]');
  const bar = form.querySelector('progress');
  const button = form.querySelector('button');
  const says = (text, numbers = {}) => {
    status.textContent = text.replace(/\{(\w+)\}/g, (_, name) => numbers[name]);
  };
  let dropped = [];
  let sent = 0;
  let shown = -1;
  const show = (now, all) => {
    bar.value = all ? now / all : 1;
    const mega = (bytes) => (bytes / 1e6).toFixed(1);
    // A screen reader hears every tenth.
    const tenth = Math.floor(bar.value * 10);
    if (tenth !== shown) says(status.dataset.sent, { sent: mega(now), all: mega(all) });
    shown = tenth;
  };

  document.querySelectorAll('.drop').forEach((one) => { one.hidden = false; });
  form.addEventListener('dragover', (event) => event.preventDefault());
  form.addEventListener('drop', async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    dropped = (await Promise.all(entries.map(within))).flat();
    says(status.dataset.chosen, { count: dropped.length });
  });
  form.addEventListener('submit', async (event) => {
    const chosen = [...form.querySelectorAll('input[type=file]')].flatMap((input) => [...input.files]);
    const files = [...dropped, ...chosen.map((file) => ({ name: file.webkitRelativePath || file.name, file }))];
    if (!files.length) return;
    event.preventDefault();
    button.disabled = true;
    bar.parentElement.hidden = false;
    const all = files.reduce((sum, { file }) => sum + file.size, 0);
    [sent, shown] = [0, -1];
    try {
      const body = new FormData();
      for (const { name, file } of files) {
        if (file.size < LARGE) {
          body.append('files', file, name);
        } else {
          const id = await inPieces(form.dataset.pieces, name, file, (here) => show(sent + here, all));
          if (id) body.append('upload', id);
          else body.append('files', file, name);
          if (id) sent += file.size;
        }
      }
      location.assign(await posted(form.action, body, (here) => show(Math.min(sent + here, all), all)));
      forget(form.dataset.pieces);
    } catch (error) {
      says(error.message || status.dataset.broken);
      button.disabled = false;
    }
  });
}

/** All files of what was dropped, with their paths. */
async function within(entry) {
  if (entry.isFile) {
    const file = await new Promise((done, failed) => { entry.file(done, failed); });
    return [{ name: entry.fullPath.replace(/^\//, ''), file }];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => { reader.readEntries(done, failed); });
    if (!some.length) return (await Promise.all(found.map(within))).flat();
    found.push(...some);
  }
}

/** Tells one file from another of its name, also one that was made anew: by its ends and its middle. */
async function told(file) {
  // Only where the page came safely can a browser hash.
  if (!globalThis.crypto?.subtle) return String(Math.random());
  const ends = [0, Math.floor(file.size / 2), file.size - 65536].map((at) => file.slice(at, at + 65536));
  const hash = await crypto.subtle.digest('SHA-256', await new Blob(ends).arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Sends one file by tus; gives its id, or nothing where the portal has no room for pieces. What came of it before, also before this page was loaded, is not sent again. */
function inPieces(endpoint, name, file, progress) {
  return new Promise((done, failed) => {
    const upload = new tus.Upload(file, {
      endpoint,
      metadata: { filename: name },
      retryDelays: AGAIN,
      // Also while the browser thinks that it is offline.
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        return status === 0 || status === 409 || status === 429 || status >= 500;
      },
      fingerprint: async () => [endpoint, name, file.size, file.lastModified, await told(file)].join('|'),
      onProgress: progress,
      onSuccess: () => done(upload.url.split('/').pop()),
      onError: (error) => {
        const answer = error.originalResponse;
        if (answer?.getStatus() === 413) done(null);
        else failed(new Error(said(answer?.getBody() ?? '')));
      },
    });
    upload.findPreviousUploads().then((earlier) => {
      if (earlier.length) upload.resumeFromPreviousUpload(earlier[0]);
      upload.start();
    }, failed);
  });
}

/** A delivery was made of them: they are there no more. */
function forget(endpoint) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith(`tus::${endpoint}|`)) localStorage.removeItem(key);
  }
}

/** Sends a form; gives the address of the page that shows what came of it. */
function posted(address, body, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.upload.onprogress = (event) => progress(event.loaded);
    request.onload = () => (request.status < 400 ? done(request.responseURL) : failed(new Error(said(request.responseText))));
    request.onerror = () => failed(new Error(''));
    request.send(body);
  });
}

/** What a page of the portal says is wrong. */
function said(page) {
  const main = new DOMParser().parseFromString(page, 'text/html').querySelector('main');
  return main ? [...main.querySelectorAll('p')].map((one) => one.textContent.trim()).join(' ') : '';
}

/** Says how far the judging is, and loads the page again once there is a verdict. */
function waits(place) {
  const source = new EventSource(place.dataset.events);
  source.addEventListener('stage', (event) => { place.textContent = event.data; });
  source.addEventListener('judged', () => {
    source.close();
    location.reload();
  });
  source.addEventListener('error', () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
  });
}

document.querySelectorAll('form[data-pieces]').forEach(sends);
document.querySelectorAll('[data-events]').forEach(waits);
