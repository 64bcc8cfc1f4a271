"use strict";
(() => {
  const root = document.documentElement;
  const $ = (id) => document.getElementById(id);
  const all = (query, within = document) => [...within.querySelectorAll(query)];
  const narrow = matchMedia("(max-width: 46rem)");
  const card = $("card");
  let known = null;
  const data = () => (known ??= JSON.parse($("data").textContent));

  // ------------------------------------------------------------------ light and dark

  const dark = () =>
    (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  try {
    const kept = localStorage.getItem("figcheck-theme");
    if (kept === "dark" || kept === "light") root.dataset.theme = kept;
  } catch { /* a page from a mail may keep nothing */ }
  $("theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("figcheck-theme", root.dataset.theme); } catch { /* as above */ }
  });

  // ------------------------------------------------------------------ the card of a figure

  const make = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (name) made.className = name;
    return made;
  };
  const link = (target, text) => {
    const made = make("a", text);
    made.href = "#" + target;
    return made;
  };
  const number = (figure) => Number(figure.id.slice("figure-".length));
  let shownFor = null;

  function fill(figure) {
    const of = data().figures[number(figure) - 1];
    card.replaceChildren(make("b", of.t), make("p", of.k, "kind"));
    if (of.i) {
      const room = make("p", "leaves room for ", "room-text");
      room.append(make("strong", of.i), make("small", of.y));
      card.append(room);
    }
    const facets = make("dl");
    for (const [name, value] of of.c ?? []) facets.append(make("dt", name), make("dd", value));
    card.append(facets);
    const links = make("p", "", "links");
    for (const other of of.o ?? []) {
      const side = data().figures[other - 1];
      const article = data().articles[side.a - 1];
      const line = make("span", "Other side: ");
      line.append(link("figure-" + other, `${side.t}, ${article[0]}`));
      if (side.i) line.append(make("small", ` ${side.i}`));
      links.append(line);
    }
    for (const found of of.f ?? []) links.append(link("finding-" + found, `Finding ${found}`));
    if (of.r) links.append(link("row-" + of.r, "Row of the sheet"));
    if (links.childElementCount) card.append(links);
    const keys = make("p", "", "keys");
    const press = (key, text) => keys.append(make("kbd", key), ` ${text} `);
    if (of.o) press("Enter", "other side");
    else if (of.f) press("Enter", "finding");
    else if (of.r) press("Enter", "row");
    if (of.f) press("F", "finding");
    if (of.r) press("S", "sheet");
    press("←→", "next figure");
    card.append(keys);
  }

  function place(figure) {
    if (narrow.matches) return;
    const at = figure.getClientRects()[0] ?? figure.getBoundingClientRect();
    const size = card.getBoundingClientRect();
    const inside = (value, most) => Math.max(8, Math.min(value, most - 8));
    let left = inside(at.left, root.clientWidth - size.width);
    let top = at.bottom + 8;
    if (top + size.height > innerHeight) top = at.top - size.height - 8;
    if (top < 8) {
      // Neither below nor above: beside it, so that the figure itself stays in sight.
      const right = at.right + 12 + size.width <= root.clientWidth;
      left = inside(right ? at.right + 12 : at.left - size.width - 12, root.clientWidth - size.width);
      top = inside(at.top - size.height / 2, innerHeight - size.height);
    }
    card.style.left = left + "px";
    card.style.top = top + "px";
  }

  let closing = 0;
  function open(figure) {
    clearTimeout(closing);
    if (shownFor !== figure) {
      shownFor?.removeAttribute("aria-describedby");
      shownFor = figure;
      fill(figure);
      figure.setAttribute("aria-describedby", "card");
    }
    card.hidden = false;
    place(figure);
  }
  function close() {
    clearTimeout(closing);
    card.hidden = true;
    shownFor?.removeAttribute("aria-describedby");
    shownFor = null;
  }
  const closeSoon = () => {
    clearTimeout(closing);
    closing = setTimeout(() => {
      if (!card.matches(":hover, :focus-within") && document.activeElement !== shownFor) close();
    }, 250);
  };
  const figureOf = (event) => event.target.closest?.(".f[id]");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const figure = figureOf(event);
    if (figure) open(figure);
    else if (shownFor && !event.target.closest("#card")) closeSoon();
    else clearTimeout(closing);
  });
  document.addEventListener("focusin", (event) => {
    const figure = figureOf(event);
    if (figure) open(figure);
    else if (!event.target.closest("#card")) closeSoon();
  });
  addEventListener("scroll", () => { if (shownFor && !card.hidden) place(shownFor); }, { capture: true, passive: true });

  // ------------------------------------------------------------------ from one side to the other

  let lit = [];
  function light(...elements) {
    for (const each of lit) each.classList.remove("lit");
    lit = elements.filter(Boolean);
    for (const each of lit) each.classList.add("lit");
  }

  function bringTogether(from, to) {
    const one = from?.closest(".pane"), other = to.closest(".pane");
    const desk = other?.parentElement;
    if (!one || one === other || one.parentElement !== desk || narrow.matches) return;
    const reach = Math.abs(one.offsetLeft - other.offsetLeft) + one.offsetWidth;
    if (reach <= desk.clientWidth) return;
    for (const pane of all(".pane.pinned", desk)) pane.classList.remove("pinned");
    one.classList.add("pinned");
    other.classList.add("pinned");
    desk.scrollTo({ left: 0, behavior: "instant" });
  }

  function show(target, from) {
    for (let up = target; up; up = up.parentElement) {
      if (up.tagName === "DETAILS") up.open = true;
      if (up.hidden) clear();
    }
    const figure = target.matches(".f");
    if (figure && from?.matches(".f")) bringTogether(from, target);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: figure ? "center" : "start", inline: "nearest", behavior: "instant" });
    if (figure && from?.matches(".f") && from.closest(".text") !== target.closest(".text")) {
      const text = from.closest(".text");
      if (!narrow.matches) {
        const off = from.getBoundingClientRect().top - text.getBoundingClientRect().top;
        if (off < 0 || off > text.clientHeight - 40) text.scrollTo({ top: text.scrollTop + off - text.clientHeight / 2, behavior: "instant" });
      }
    }
    light(target, figure ? from : null);
    if (figure) open(target);
    else close();
  }

  document.addEventListener("click", (event) => {
    const figure = figureOf(event);
    const anchor = event.target.closest?.('a[href^="#"]');
    if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      const target = $(anchor.getAttribute("href").slice(1));
      if (target) {
        const within = anchor.closest("#card") ? shownFor : anchor;
        if (figure && event.detail > 0 && !target.matches(".f")) {
          event.preventDefault();
          figure.focus({ preventScroll: true });
          open(figure);
          light(figure);
          return;
        }
        if (target.matches(".f, .finding, .row, .manual")) {
          event.preventDefault();
          show(target, within);
        } else if (target.tabIndex < 0) {
          target.setAttribute("tabindex", "-1");
        }
        return;
      }
    }
    if (figure) {
      figure.focus({ preventScroll: true });
      open(figure);
      light(figure);
    } else if (shownFor && !event.target.closest("#card")) close();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) {
      const back = shownFor;
      if (card.contains(document.activeElement)) back?.focus({ preventScroll: true });
      close();
      return;
    }
    const figure = figureOf(event);
    if (!figure || event.altKey || event.ctrlKey || event.metaKey) return;
    const of = data().figures[number(figure) - 1];
    const to = { f: of.f && "finding-" + of.f[0], s: of.r && "row-" + of.r }[event.key.toLowerCase()];
    if (to) {
      event.preventDefault();
      show($(to), figure);
    } else if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
      const next = $("figure-" + (number(figure) + (event.key === "ArrowRight" ? 1 : -1)));
      if (next) {
        event.preventDefault();
        next.focus();
      }
    } else if (event.key === "Enter" || event.key === " ") {
      if (event.key === " " || !figure.href) {
        event.preventDefault();
        figure.click();
      }
    }
  });

  // ------------------------------------------------------------------ filters and search

  const names = ["severity", "rule", "measure", "source"];
  const chosen = () => Object.fromEntries(names.map((name) => [name, $("by-" + name)?.value ?? ""]));
  let parts = null;
  const listOf = (text) => (text ? text.split(" ") : []);
  const within = () =>
    (parts ??= {
      findings: all(".finding").map((element) => ({
        element,
        severity: [element.dataset.severity],
        rule: [element.dataset.rule],
        measure: listOf(element.dataset.measure),
        source: listOf(element.dataset.source),
        words: element.textContent.toLowerCase(),
      })),
      rows: all(".row, .alone li").map((element) => ({
        element,
        findings: listOf(element.dataset.findings),
        measure: listOf(element.dataset.measure),
        source: listOf(element.dataset.source),
        words: element.textContent.toLowerCase(),
      })),
      panes: all(".pane").map((element) => ({
        element,
        source: element.dataset.source,
        words: element.textContent.toLowerCase(),
      })),
      groups: all(".group"),
      figures: all(".f[id]"),
    });

  const passes = (part, by, keys) => keys.every((key) => !by[key] || part[key].includes(by[key]));

  function sift() {
    const by = chosen();
    const words = $("search").value.trim().toLowerCase();
    const { findings, rows, panes, groups, figures } = within();
    const kept = new Set();
    let shown = 0;
    findings.forEach((part, at) => {
      const passing = passes(part, by, names);
      if (passing) kept.add(String(at + 1));
      const visible = passing && part.words.includes(words);
      part.element.hidden = !visible;
      shown += visible;
    });
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    const ofFindings = Boolean(by.severity || by.rule);
    let quantities = 0;
    for (const part of rows) {
      const visible =
        passes(part, by, ["measure", "source"]) &&
        (!ofFindings || part.findings.some((each) => kept.has(each))) &&
        part.words.includes(words);
      part.element.hidden = !visible;
      quantities += visible && part.element.matches(".row");
    }
    let articles = 0;
    for (const part of panes) {
      const visible = (!by.source || part.source === by.source || ofFindings) && part.words.includes(words);
      part.element.hidden = !visible;
      articles += visible;
    }
    const sifting = ofFindings || Boolean(by.measure || by.source);
    $("articles")?.classList.toggle("sifting", sifting);
    if (sifting) {
      const { figures: of } = data();
      figures.forEach((figure, at) => {
        const each = of[number(figure) - 1];
        figure.classList.toggle(
          "on",
          (!by.measure || String(each.m) === by.measure) &&
            (!by.source || String(each.s) === by.source || ofFindings) &&
            (!ofFindings || (each.f ?? []).some((found) => kept.has(String(found))))
        );
      });
    }
    mark(words);
    const any = sifting || words !== "";
    for (const name of names) $("by-" + name)?.classList.toggle("set", Boolean(by[name]));
    $("search").classList.toggle("set", words !== "");
    $("clear").hidden = !any;
    tell("findings", shown, findings.length);
    tell("rows", quantities, all(".row").length);
    tell("articles", articles, panes.length);
    $("told").textContent = any
      ? `${shown} of ${findings.length} findings, ${quantities} quantities, ${articles} articles`
      : "Everything is shown";
    close();
  }

  function tell(name, shown, total) {
    if (!$("no-" + name)) return;
    $("count-" + name).textContent = shown === total ? String(total) : `${shown} of ${total}`;
    $("no-" + name).hidden = shown > 0 || total === 0;
  }

  function clear() {
    $("filters").reset();
    sift();
  }

  // What was searched for is marked without touching the page, where the browser can.
  function mark(words) {
    if (!CSS.highlights) return;
    CSS.highlights.delete("search");
    if (words.length < 2) return;
    const ranges = [];
    const walker = document.createTreeWalker($("main"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node && ranges.length < 2000; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, Math.min(at + words.length, node.length));
        ranges.push(range);
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  $("more").addEventListener("click", () => {
    $("more").setAttribute("aria-expanded", String($("filters").classList.toggle("open")));
  });
  let waiting = 0;
  $("search").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(sift, 120);
  });
  $("filters").addEventListener("change", (event) => {
    if (event.target !== $("search")) sift();
  });
  $("clear").addEventListener("click", clear);
  $("filters").addEventListener("submit", (event) => {
    event.preventDefault();
    sift();
  });
})();
