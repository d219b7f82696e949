// Blazor says what becomes of the connection and tries again by itself; this shows it in the browser's own dialog, and loads the page again where nothing else helps.
const dialog = document.getElementById('components-reconnect-modal');

function show(connection) {
  dialog.dataset.connection = connection;
  if (connection !== 'trying') delete dialog.dataset.waits;
  if (!dialog.open) dialog.showModal();
}

function reload() {
  // Who typed something would be asked whether to leave the page, although everything is kept.
  window.addEventListener('beforeunload', event => event.stopImmediatePropagation(), { capture: true });
  location.reload();
}

async function reconnect() {
  document.removeEventListener('visibilitychange', reconnectOnceSeen);
  show('trying');
  try {
    if (await Blazor.reconnect() || await Blazor.resumeCircuit()) dialog.close();
    else rejected();
  } catch {
    failed();
  }
}

async function resume() {
  try {
    if (await Blazor.resumeCircuit()) dialog.close();
    else rejected();
  } catch {
    failed();
  }
}

function failed() {
  show('failed');
  document.addEventListener('visibilitychange', reconnectOnceSeen);
}

function rejected() {
  show('rejected');
  reload();
}

function reconnectOnceSeen() {
  if (document.visibilityState === 'visible') reconnect();
}

dialog.addEventListener('components-reconnect-state-changed', ({ detail }) => {
  switch (detail.state) {
    case 'show': show('trying'); break;
    case 'retrying': dialog.toggleAttribute('data-waits', detail.secondsToNextAttempt > 0); break;
    case 'hide': dialog.close(); break;
    case 'failed': case 'resume-failed': failed(); break;
    case 'rejected': rejected(); break;
    case 'paused': show('paused'); break;
  }
});
dialog.addEventListener('cancel', event => event.preventDefault());
dialog.addEventListener('click', event => {
  const action = event.target.closest('[data-action]')?.dataset.action;
  if (action === 'reconnect') reconnect();
  else if (action === 'resume') resume();
  else if (action === 'reload') reload();
});
