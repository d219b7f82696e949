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
