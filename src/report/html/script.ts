/**
 * The page's behaviour, as it stands in the page. Without it the page is complete, only without filters and tabs.
 * It reads the text of the page and the data element, and never makes markup of either.
 */
export const script = `"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const findings = JSON.parse(byId("data").textContent).findings.map((facts) => ({ ...facts, element: byId(facts.id) }));

  const theme = byId("theme");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (prefersDark.matches ? "dark" : "light")) === "dark";
  const nameTheme = () => { theme.textContent = isDark() ? "Light" : "Dark"; theme.setAttribute("aria-label", "Switch to " + (isDark() ? "light" : "dark") + " colours"); };
  theme.addEventListener("click", () => { document.documentElement.dataset.theme = isDark() ? "light" : "dark"; nameTheme(); });
  prefersDark.addEventListener("change", nameTheme);
  theme.hidden = false;
  nameTheme();

  const tabs = all("[role=tab]");
  const panelOf = (tab) => byId(tab.getAttribute("aria-controls"));
  const choose = (chosen, focus) => {
    for (const tab of tabs) {
      const isChosen = tab === chosen;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      panelOf(tab).hidden = !isChosen;
    }
    if (focus) chosen.focus();
  };
  for (const [index, tab] of tabs.entries()) {
    tab.addEventListener("click", () => choose(tab, false));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      choose(tabs.at(to % tabs.length), true);
    });
  }
  tabs[0].parentElement.hidden = false;
  choose(tabs[0], false);

  const form = byId("filters");
  if (form === null) return;
  form.hidden = false;
  const links = all("#groups a");
  const sections = all("#list > .group");
  const suppressed = form.elements.namedItem("suppressed");
  const expand = byId("expand");
  let group;

  const plainText = (finding) => (finding.text ??= (finding.element.textContent + " " + sections[finding.group].querySelector("h2").textContent).toLowerCase());
  const filter = () => {
    const levels = new Set(all("[name=level]:checked", form).map((box) => box.value));
    const rule = form.elements.namedItem("rule").value;
    const words = form.elements.namedItem("text").value.toLowerCase().split(/\\s+/).filter(Boolean);
    const filled = new Set();
    let shown = 0;
    let possible = 0;
    for (const finding of findings) {
      const counts = !finding.suppressed || suppressed?.checked === true;
      if (counts) possible++;
      const matches = counts && levels.has(finding.level) && (rule === "" || rule === finding.rule) && words.every((word) => plainText(finding).includes(word));
      const visible = matches && (group === undefined || group === finding.group);
      finding.element.hidden = !visible;
      if (matches) filled.add(finding.group);
      if (visible) shown++;
    }
    for (const [index, section] of sections.entries()) section.hidden = !filled.has(index) || (group !== undefined && group !== index);
    for (const [index, link] of links.entries()) {
      link.parentElement.classList.toggle("filtered", !filled.has(index));
      if (group === index) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    byId("nothing").hidden = shown > 0;
    byId("status").textContent = shown === possible ? possible + (possible === 1 ? " finding" : " findings") : shown + " of " + possible + " findings";
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const [index, link] of links.entries()) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      group = group === index ? undefined : index;
      const own = findings.filter((finding) => finding.group === index);
      if (group !== undefined && suppressed !== null && own.every((finding) => finding.suppressed)) suppressed.checked = true;
      filter();
      const first = own.find((finding) => !finding.element.hidden);
      if (group !== undefined && first !== undefined) first.element.open = true;
    });
  }
  expand.addEventListener("click", () => {
    const open = expand.getAttribute("aria-pressed") !== "true";
    expand.setAttribute("aria-pressed", String(open));
    expand.textContent = open ? "Close all" : "Open all";
    for (const { element } of findings) element.open = open;
  });

  const reveal = () => {
    const finding = findings.find(({ id }) => "#" + id === location.hash);
    if (finding === undefined) return;
    choose(tabs[0], false);
    form.reset();
    group = undefined;
    if (suppressed !== null) suppressed.checked = finding.suppressed;
    filter();
    finding.element.open = true;
    finding.element.scrollIntoView({ block: "start" });
  };
  addEventListener("hashchange", reveal);

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = findings.map(({ element }) => element).filter((element) => !element.open);
    for (const element of closed) element.open = true;
  });
  addEventListener("afterprint", () => { for (const element of closed) element.open = false; });

  filter();
  reveal();
})();
`;
