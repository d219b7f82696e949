namespace EquityMonitor.EndToEnd.Tests.Browser;

/// <summary>What a page is asked from within: the answers must not contain the way from the test to the browser.</summary>
internal static class PageScripts
{
    /// <summary>Everything is read and drawn: no panel is loading, every chart has its drawing.</summary>
    public const string IsSettled = """
        () => document.querySelector('h1') !== null
            && document.querySelector('[data-state=Loading], [aria-busy=true]') === null
            && [...document.querySelectorAll('main .drawing')].every(drawing => drawing.querySelector('svg.main-svg') !== null)
        """;

    public const string ChangeTheme = """
        theme => {
            const button = document.querySelector(`header.top button[aria-label="Use the ${theme} theme"]`);
            if (button)
                button.click();
            else
                document.documentElement.dataset.theme = localStorage['equitymonitor.theme'] = theme;
        }
        """;

    /// <summary>Every chart is drawn in a colour that the page writes in.</summary>
    public const string IsDrawnInTheme = """
        theme => {
            const root = document.documentElement;
            if (root.dataset.theme !== theme || document.querySelector(`header.top button[aria-label="Use the ${theme} theme"]`))
                return false;
            const colours = ['--em-text', '--em-muted'].map(name => getComputedStyle(root).getPropertyValue(name).trim().toLowerCase());
            return [...document.querySelectorAll('main .js-plotly-plot')].every(plot => colours.includes(plot._fullLayout.font.color.toLowerCase()));
        }
        """;

    /// <summary>
    /// Text that a box cuts off, or that lies outside the window where nobody can scroll to; and what sticks out of its panel. A box that scrolls cuts nothing off, and a text that ends in an
    /// ellipsis must say the whole of it in a title. A released document may not need to be scrolled sideways in a wide window: paper does not scroll.
    /// </summary>
    public const string CutTexts = """
        () => {
            const cut = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const node = walker.currentNode;
                const text = node.textContent.trim();
                const owner = node.parentElement;
                if (!text || owner.closest('.visually-hidden, .skip, script, style, [hidden], option, textarea, .nsewdrag, defs') || !owner.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
                    continue;
                const range = document.createRange();
                range.selectNodeContents(node);
                const boxes = [...range.getClientRects()].filter(box => box.width > 1 && box.height > 1);
                if (boxes.length === 0)
                    continue;
                const left = Math.min(...boxes.map(box => box.left)), right = Math.max(...boxes.map(box => box.right));
                const top = Math.min(...boxes.map(box => box.top)), bottom = Math.max(...boxes.map(box => box.bottom));
                let scrolls = false, seen = true;
                for (let box = owner; box && box !== document.documentElement; box = box.parentElement) {
                    const style = getComputedStyle(box);
                    if (style.display === 'inline' || style.display === 'contents')
                        continue;
                    const around = box.getBoundingClientRect();
                    if (around.width <= 1 || around.height <= 1) {
                        seen = false; // it is there for those who hear the page
                        break;
                    }
                    const clips = axis => style[axis] === 'hidden' || style[axis] === 'clip';
                    if (clips('overflowX') && (left < around.left - 2 || right > around.right + 2) && !(style.textOverflow === 'ellipsis' && box.closest('[title]'))) {
                        cut.push(`"${text.slice(0, 60)}" is cut at the side by <${box.tagName.toLowerCase()} class="${box.getAttribute('class') ?? ''}">`);
                        break;
                    }
                    if (clips('overflowY') && (top < around.top - 3 || bottom > around.bottom + 3)) {
                        cut.push(`"${text.slice(0, 60)}" is cut above or below by <${box.tagName.toLowerCase()} class="${box.getAttribute('class') ?? ''}">`);
                        break;
                    }
                    if (style.overflowX === 'auto' || style.overflowX === 'scroll' || style.overflowY === 'auto' || style.overflowY === 'scroll') {
                        scrolls = true;
                        break;
                    }
                }
                if (seen && !scrolls && (left < -1 || right > document.documentElement.clientWidth + 1))
                    cut.push(`"${text.slice(0, 60)}" lies outside of the window`);
            }
            for (const panel of document.querySelectorAll('main .panel, main .card')) {
                const edge = panel.getBoundingClientRect().right;
                for (const element of panel.querySelectorAll(':not(svg *, dialog, dialog *, option)')) {
                    const box = element.getBoundingClientRect();
                    if (box.width <= 1 || box.height <= 1 || box.right <= edge + 1 || element.firstElementChild)
                        continue;
                    let around = element.parentElement;
                    while (around !== panel && getComputedStyle(around).overflowX === 'visible')
                        around = around.parentElement;
                    if (around === panel)
                        cut.push(`<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> of <${element.parentElement.tagName.toLowerCase()} class="${element.parentElement.getAttribute('class') ?? ''}"> sticks out of its panel`);
                }
            }
            for (const box of innerWidth >= 1280 ? document.querySelectorAll('article.sheet .scroll') : []) {
                if (box.scrollWidth > box.clientWidth + 1)
                    cut.push(`${box.getAttribute('aria-label')} is ${box.scrollWidth} wide in ${box.clientWidth} pixels of a document`);
            }
            for (const drawing of document.querySelectorAll('main .drawing')) {
                const wide = drawing.querySelector('svg.main-svg')?.getBoundingClientRect().width ?? 0;
                if (Math.abs(wide - drawing.clientWidth) > 2)
                    cut.push(`a chart is ${Math.round(wide)} wide in ${drawing.clientWidth} pixels: ${drawing.getAttribute('aria-label')}`);
            }
            return cut;
        }
        """;

    /// <summary>Counts what a person clicks from now on, also on later pages of the same tab.</summary>
    public const string CountClicks = """
        (() => {
            sessionStorage.clicks ??= '0';
            document.addEventListener('click', event => { if (event.isTrusted && event.detail > 0) sessionStorage.clicks = String(Number(sessionStorage.clicks) + 1); }, true);
        })()
        """;

    /// <summary>
    /// Presses an element or changes a choice, and takes the milliseconds until a condition holds and the picture with it is on the screen. The argument is the
    /// selector and the value to choose (null: press).
    /// </summary>
    /// <param name="condition">An expression; <c>redrawn</c> counts how often a chart was drawn meanwhile.</param>
    public static string MillisecondsUntil(string condition) => $$"""
        async ([selector, value]) => {
            let redrawn = 0;
            for (const chart of document.querySelectorAll('.js-plotly-plot'))
                chart.on('plotly_afterplot', () => redrawn++);
            const element = document.querySelector(selector);
            const began = performance.now();
            if (value === null) {
                element.click();
            } else {
                element.value = value;
                element.dispatchEvent(new Event('change', { bubbles: true }));
            }
            while (!({{condition}})) {
                if (performance.now() - began > 20000)
                    return performance.now() - began;
                await new Promise(resolve => setTimeout(resolve, 1));
            }
            await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
            return performance.now() - began;
        }
        """;
}
