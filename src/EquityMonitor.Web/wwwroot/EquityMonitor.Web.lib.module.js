import { forgetAll } from './Components/KeptText.razor.js';

// The browser remembers the theme. Blazor loads this file by its name before it starts, so that the page is dark before the first paint of a dark theme.
const key = 'equitymonitor.theme';

function stored() {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage may be forbidden; the theme then follows the operating system
  }
}

export function isDark() {
  const choice = stored();
  return choice ? choice === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

export function remember(dark) {
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  try {
    localStorage.setItem(key, dark ? 'dark' : 'light');
  } catch {
    // not remembered, but in force for this page
  }
}

export function beforeWebStart() {
  document.documentElement.dataset.theme = isDark() ? 'dark' : 'light';
}

// Blazor takes links within a page for itself and only scrolls: the keyboard would stay where it was.
function skip(event) {
  if (!event.target.closest?.('a.skip')) return;
  event.preventDefault();
  document.getElementById('content')?.focus();
}

// A page that is opened gets the focus at its heading, which another one replaces once the page is read: without this, whoever hears the page would be nowhere then.
export function afterWebStarted() {
  document.addEventListener('click', skip, true);

  // Whoever signs in next in this tab finds nothing of what another person typed.
  document.addEventListener('submit', event => {
    if (new URL(event.target.action).pathname === '/sign-out') forgetAll();
  });
  let heading = null;
  document.addEventListener('focusin', event => {
    heading = event.target.matches('main h1') ? event.target : null;
  });
  new MutationObserver(() => {
    if (!heading || heading.isConnected) return;
    const next = document.querySelector('main h1');
    if (!next) return;
    heading = null;
    if (document.activeElement !== document.body) return;
    next.tabIndex = -1;
    next.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}
