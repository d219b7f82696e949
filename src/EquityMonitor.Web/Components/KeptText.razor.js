// What was typed stays in this tab until it is sent or given up, so that neither a reload nor a new start of the server loses it. It goes nowhere else, and to nobody else.
const prefix = 'equitymonitor.typed:';

function read(page, who) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(prefix + page));
    return kept?.who === who ? kept.fields : null;
  } catch {
    return null; // storage may be forbidden
  }
}

function write(page, who, fields) {
  try {
    if (Object.keys(fields).length === 0) sessionStorage.removeItem(prefix + page);
    else sessionStorage.setItem(prefix + page, JSON.stringify({ who, fields }));
  } catch {
    // forbidden or full: what was typed then lives as long as the page
  }
}

// The server hears of a text when its field is left; until then only the browser has it.
export function attend(root, page, who) {
  root.addEventListener('input', event => {
    const field = event.target.dataset.keep;
    if (field) write(page, who, { ...read(page, who), [field]: event.target.value });
  });
  return read(page, who);
}

// In place of what was kept before, except for the field that is being typed into.
export function keep(root, page, who, fields) {
  const typing = root.contains(document.activeElement) ? document.activeElement.dataset.keep : undefined;
  const typed = typing && read(page, who)?.[typing];
  write(page, who, typed === undefined ? fields : { ...fields, [typing]: typed });
}

export function forget(page) {
  try {
    sessionStorage.removeItem(prefix + page);
  } catch {
    // nothing was kept then
  }
}

export function forgetAll() {
  try {
    for (const key of Object.keys(sessionStorage).filter(key => key.startsWith(prefix))) sessionStorage.removeItem(key);
  } catch {
    // nothing was kept then
  }
}
