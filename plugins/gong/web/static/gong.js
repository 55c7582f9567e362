/*! The icons in this file:
ISC License

Copyright (c) for portions of Lucide are held by Cole Bemis 2013-2023 as part of Feather (MIT). All other copyright (c) for Lucide are held by Lucide Contributors 2025.

Permission to use, copy, modify, and/or distribute this software for any
purpose with or without fee is hereby granted, provided that the above
copyright notice and this permission notice appear in all copies.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES
WITH REGARD TO THIS SOFTWARE INCLUDING ALL IMPLIED WARRANTIES OF
MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR
ANY SPECIAL, DIRECT, INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES
WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF
OR IN CONNECTION WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.

---

The MIT License (MIT) (for portions derived from Feather)

Copyright (c) 2013-2023 Cole Bemis

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
*/
const L = globalThis.ReactJSXRuntime.Fragment, t = globalThis.ReactJSXRuntime.jsx, s = globalThis.ReactJSXRuntime.jsxs, E = globalThis.ChakraUI.Alert, K = globalThis.ChakraUI.Badge, G = globalThis.ChakraUI.Box, m = globalThis.ChakraUI.Button, ve = globalThis.ChakraUI.CloseButton, P = globalThis.ChakraUI.Code, B = globalThis.ChakraUI.Collapsible, v = globalThis.ChakraUI.Dialog, z = globalThis.ChakraUI.Field, ae = globalThis.ChakraUI.Flex, se = globalThis.ChakraUI.Grid, q = globalThis.ChakraUI.GridItem, b = globalThis.ChakraUI.HStack, ie = globalThis.ChakraUI.Heading, Te = globalThis.ChakraUI.Icon, j = globalThis.ChakraUI.Input, N = globalThis.ChakraUI.Link, T = globalThis.ChakraUI.List, xe = globalThis.ChakraUI.Portal, Ae = globalThis.ChakraUI.SimpleGrid, _e = globalThis.ChakraUI.Skeleton, Ie = globalThis.ChakraUI.Spinner, C = globalThis.ChakraUI.Stack, g = globalThis.ChakraUI.Table, I = globalThis.ChakraUI.Tabs, p = globalThis.ChakraUI.Text, Se = globalThis.ChakraUI.VisuallyHidden, Re = globalThis.ChakraUI.chakra, Z = globalThis.ReactRouterDOM.Link, Me = globalThis.ReactRouterDOM.Route, Ge = globalThis.ReactRouterDOM.Routes, Ue = globalThis.ReactRouterDOM.useLocation, Ee = globalThis.ReactRouterDOM.useSearchParams, ze = globalThis.React.Fragment, Pe = globalThis.React.createContext, J = globalThis.React.createElement, ce = globalThis.React.forwardRef, le = globalThis.React.useCallback, $e = globalThis.React.useContext, R = globalThis.React.useEffect, We = globalThis.React.useId, X = globalThis.React.useRef, f = globalThis.React.useState, Le = globalThis.React.useSyncExternalStore, te = new URL(import.meta.url);
function Ne() {
  const e = te.pathname.lastIndexOf("/gong/static/");
  return e < 0 ? "/" : te.pathname.slice(0, e + 1);
}
const de = Ne(), he = `${de}gong/`;
function Oe() {
  return `${de}api/v2/auth/login?next=${encodeURIComponent(window.location.href)}`;
}
class ue extends Error {
  status;
  fields;
  body;
  constructor(n, o, r = {}) {
    super(o), this.name = "ApiError", this.status = n, this.body = r, this.fields = je(r.fields);
  }
}
const De = {
  0: "Airflow cannot be reached. Check your network connection, then try again.",
  401: "Your session in Airflow has expired. Sign in again; what you typed here is kept.",
  403: "Your role in Airflow does not allow this. Ask an administrator of Airflow.",
  404: "This does not exist any more, or you may not see it."
};
function $(e, n) {
  const o = O(n) ? n : {}, r = e === 401 ? null : Fe(o.detail);
  return new ue(e, r ?? De[e] ?? Be(e), o);
}
function ge(e) {
  return e instanceof ue ? e : $(0, null);
}
function pe(e) {
  return e instanceof DOMException && e.name === "AbortError";
}
function O(e) {
  return typeof e == "object" && e !== null && !Array.isArray(e);
}
function Fe(e) {
  if (typeof e == "string" && e !== "") return e;
  if (!Array.isArray(e)) return null;
  const n = e.flatMap((o) => O(o) && typeof o.msg == "string" ? [o.msg] : []);
  return n.length > 0 ? n.join(" ") : null;
}
function Be(e) {
  return `Airflow answered with an error (status ${e}). Try again; if it stays, an administrator finds the reason in the API server's log.`;
}
function je(e) {
  return O(e) ? Object.fromEntries(
    Object.entries(e).flatMap(([n, o]) => typeof o == "string" ? [[n, o]] : [])
  ) : {};
}
async function He(e, { method: n = "GET", body: o, signal: r }) {
  const a = { method: n, credentials: "same-origin", headers: { "Content-Type": "application/json" } };
  r && (a.signal = r), n !== "GET" && (a.body = JSON.stringify(o ?? {}));
  let i;
  try {
    i = await fetch(e, a);
  } catch (c) {
    throw pe(c) ? c : $(0, null);
  }
  if (!i.ok) throw $(i.status, me(await i.text()));
  return i;
}
async function x(e, n = {}) {
  const o = await He(e, n), r = me(await o.text());
  if (r === void 0) throw $(502, null);
  return r;
}
function me(e) {
  try {
    return JSON.parse(e);
  } catch {
    return;
  }
}
const A = `${he}api/`, Ye = encodeURIComponent, Ve = () => x(`${A}me`), qe = () => x(`${A}account`), Ze = (e) => x(`${A}account/test`, { method: "POST", body: e }), Je = () => x(`${A}account/check`, { method: "POST" }), Ke = (e) => x(`${A}account`, { method: "PUT", body: e }), Xe = () => x(`${A}account`, { method: "DELETE" }), fe = (e) => `${he}oauth/start?popup=${e ? 1 : 0}`, Qe = () => x(`${A}accounts`), et = (e) => x(`${A}accounts/${Ye(e)}`, { method: "DELETE" });
let H;
function tt() {
  return H ??= Ve().catch((e) => {
    throw H = void 0, e;
  }), H;
}
const ye = Pe(null);
function D() {
  const e = $e(ye);
  if (!e) throw new Error("A page of ours is used outside the app.");
  return e;
}
const W = "/plugin/gong", Y = `${W}/account`;
function nt(e) {
  const n = e.get("back");
  return n !== null && (n === W || n.startsWith(`${W}/`)) && !n.includes("..") ? n : null;
}
function Q(e, n) {
  const [o, r] = f(), [a, i] = f(0), c = X(e);
  R(() => {
    c.current = e;
  }), R(() => {
    let h = !0;
    return c.current().then(
      (u) => {
        h && r({ key: n, turn: a, data: u });
      },
      (u) => {
        h && r((U) => ({ key: n, turn: a, data: U?.key === n ? U.data : void 0, error: ge(u) }));
      }
    ), () => {
      h = !1;
    };
  }, [n, a]);
  const l = le(() => {
    i((h) => h + 1);
  }, []), d = o?.key === n ? o : void 0;
  return { data: d?.data, error: d?.error, loading: d?.turn !== a, reload: l };
}
function ee({ rows: e = 3, what: n }) {
  return /* @__PURE__ */ s(C, { "aria-busy": !0, gap: 3, role: "status", children: [
    /* @__PURE__ */ s(Se, { children: [
      "Loading ",
      n
    ] }),
    Array.from({ length: e }, (o, r) => /* @__PURE__ */ t(_e, { "aria-hidden": !0, height: "44px" }, r))
  ] });
}
function we({ title: e, lead: n, actions: o, children: r }) {
  const a = X(null);
  return R(() => {
    document.title = `${e} – Gong – Airflow`, a.current?.focus({ preventScroll: !0 });
  }, [e]), /* @__PURE__ */ s(G, { maxW: "1200px", mx: "auto", pb: 16, pt: 4, px: { base: 4, md: 6 }, children: [
    /* @__PURE__ */ t(rt, {}),
    /* @__PURE__ */ s(ae, { alignItems: "flex-start", columnGap: 6, flexWrap: "wrap", justifyContent: "space-between", mb: 6, mt: 6, rowGap: 3, children: [
      /* @__PURE__ */ s(C, { flex: "1 1 280px", gap: 1, minW: 0, children: [
        /* @__PURE__ */ t(ie, { as: "h1", outline: "none", overflowWrap: "anywhere", ref: a, size: "xl", tabIndex: -1, children: e }),
        n ? /* @__PURE__ */ t(p, { as: "div", color: "fg.muted", fontSize: "sm", maxW: "70ch", children: n }) : null
      ] }),
      o ? /* @__PURE__ */ t(b, { flexWrap: "wrap", gap: 2, children: o }) : null
    ] }),
    r
  ] });
}
const ot = [
  { to: W, label: "Datasets", covers: (e) => e !== Y },
  { to: Y, label: "Gong account", covers: (e) => e === Y }
];
function rt() {
  const { pathname: e } = Ue();
  return /* @__PURE__ */ t(b, { "aria-label": "Gong", as: "nav", borderBottomWidth: "1px", gap: 6, children: ot.map(({ to: n, label: o, covers: r }) => {
    const a = r(e);
    return /* @__PURE__ */ t(
      N,
      {
        asChild: !0,
        borderBottomColor: a ? "brand.solid" : "transparent",
        borderBottomWidth: "2px",
        color: a ? "fg" : "fg.muted",
        fontSize: "sm",
        fontWeight: a ? "semibold" : "normal",
        mb: "-1px",
        py: 2,
        rounded: "none",
        children: /* @__PURE__ */ t(Z, { "aria-current": a ? "page" : void 0, to: n, children: o })
      },
      n
    );
  }) });
}
const at = {
  0: "No connection to Airflow",
  401: "Your session has expired",
  403: "Not allowed"
};
function _({ error: e, title: n, onRetry: o }) {
  if (!e) return null;
  const r = e.status === 401 ? /* @__PURE__ */ t(N, { href: Oe(), fontWeight: "medium", variant: "underline", children: "Sign in again" }) : o && /* @__PURE__ */ t(m, { onClick: o, size: "xs", variant: "outline", children: "Try again" });
  return /* @__PURE__ */ t(y, { status: "error", title: at[e.status] ?? n ?? "That did not work", action: r, children: e.message });
}
function y({ status: e, title: n, children: o, action: r }) {
  return /* @__PURE__ */ s(E.Root, { alignItems: "flex-start", role: e === "error" ? "alert" : "status", status: e, children: [
    /* @__PURE__ */ t(E.Indicator, {}),
    /* @__PURE__ */ s(E.Content, { children: [
      n ? /* @__PURE__ */ t(E.Title, { children: n }) : null,
      /* @__PURE__ */ s(C, { alignItems: "flex-start", fontSize: "sm", gap: 2, overflowWrap: "anywhere", children: [
        o ? /* @__PURE__ */ t("div", { children: o }) : null,
        r
      ] })
    ] })
  ] });
}
function M(e) {
  const [n, o] = f(!1), [r, a] = f();
  async function i(...l) {
    if (n) return !1;
    o(!0), a(void 0);
    try {
      return await e(...l), !0;
    } catch (d) {
      return pe(d) || a(ge(d)), !1;
    } finally {
      o(!1);
    }
  }
  const c = le(() => {
    a(void 0);
  }, []);
  return { run: i, busy: n, error: r, clear: c };
}
function ke({ title: e, children: n, doing: o, busy: r, error: a, danger: i = !0, disabled: c = !1, onConfirm: l, onClose: d }) {
  return /* @__PURE__ */ t(v.Root, { onOpenChange: ({ open: h }) => {
    h || d();
  }, open: !0, placement: "center", role: i ? "alertdialog" : "dialog", scrollBehavior: "inside", children: /* @__PURE__ */ s(xe, { children: [
    /* @__PURE__ */ t(v.Backdrop, {}),
    /* @__PURE__ */ t(v.Positioner, { children: /* @__PURE__ */ s(v.Content, { mx: 4, children: [
      /* @__PURE__ */ t(v.Header, { children: /* @__PURE__ */ t(v.Title, { children: e }) }),
      /* @__PURE__ */ t(v.Body, { children: /* @__PURE__ */ s(C, { gap: 3, children: [
        n,
        /* @__PURE__ */ t(_, { error: a })
      ] }) }),
      /* @__PURE__ */ s(v.Footer, { children: [
        /* @__PURE__ */ t(m, { onClick: d, variant: "outline", children: "Cancel" }),
        /* @__PURE__ */ t(m, { colorPalette: i ? "red" : "brand", disabled: c, loading: r, onClick: l, children: o })
      ] }),
      /* @__PURE__ */ t(v.CloseTrigger, { asChild: !0, children: /* @__PURE__ */ t(ve, { "aria-label": "Close", size: "sm" }) })
    ] }) })
  ] }) });
}
function F({ title: e, hint: n, actions: o, children: r }) {
  const a = We();
  return /* @__PURE__ */ s(G, { "aria-labelledby": a, as: "section", borderWidth: "1px", p: { base: 4, md: 5 }, rounded: "lg", children: [
    /* @__PURE__ */ s(ae, { alignItems: "flex-start", columnGap: 4, flexWrap: "wrap", justifyContent: "space-between", mb: 4, rowGap: 2, children: [
      /* @__PURE__ */ s(C, { flex: "1 1 220px", gap: 0.5, minW: 0, children: [
        /* @__PURE__ */ t(ie, { as: "h2", id: a, size: "md", children: e }),
        n ? /* @__PURE__ */ t(p, { as: "div", color: "fg.muted", fontSize: "sm", children: n }) : null
      ] }),
      o ? /* @__PURE__ */ t(b, { flexWrap: "wrap", gap: 2, children: o }) : null
    ] }),
    r
  ] });
}
function be(e) {
  const n = e.at(-1) ?? "";
  return e.length < 2 ? n : `${e.slice(0, -1).join(", ")} and ${n}`;
}
function st(e, n) {
  return e === null ? "–" : ct(n, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" }).format(new Date(e));
}
function it(e, n) {
  const o = (new Date(e).getTime() - n.getTime()) / 1e3, r = [["day", 86400], ["hour", 3600], ["minute", 60]], [a, i] = r.find(([, c]) => Math.abs(o) >= c) ?? ["second", 1];
  return a === "second" ? "just now" : new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(o / i), a);
}
function ct(e, n) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...n, timeZone: e });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...n, timeZone: "UTC" });
  }
}
const lt = "timezone";
function dt() {
  try {
    const e = JSON.parse(localStorage.getItem(lt) ?? "null");
    if (typeof e == "string" && e !== "") return e;
  } catch {
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
function ht(e) {
  return window.addEventListener("local-storage", e), window.addEventListener("storage", e), () => {
    window.removeEventListener("local-storage", e), window.removeEventListener("storage", e);
  };
}
function ut() {
  return Le(ht, dt);
}
function S({ at: e, relative: n = !1 }) {
  const o = ut();
  if (e === null) return /* @__PURE__ */ t(p, { as: "span", color: "fg.muted", children: "–" });
  const r = st(e, o);
  return /* @__PURE__ */ t("time", { dateTime: e, title: `${r} (${o})`, children: n ? it(e, /* @__PURE__ */ new Date()) : r });
}
const ne = {
  connected: ["success", "connected"],
  reconnect_needed: ["warning", "reconnect needed"],
  not_connected: ["gray", "not connected"]
};
function gt({ onChange: e }) {
  const n = Q(Qe, "accounts"), [o, r] = f(), [a, i] = f(""), c = M(async (d) => {
    i((await et(d)).message), r(void 0), n.reload(), e();
  }), l = n.data?.accounts;
  return /* @__PURE__ */ s(F, { hint: "You see this as an administrator. You may remove an account; nobody can read its credentials.", title: "All accounts", children: [
    a ? /* @__PURE__ */ t(y, { status: "success", children: a }) : null,
    /* @__PURE__ */ t(_, { error: n.error, onRetry: n.reload, title: "The accounts could not be loaded" }),
    !l && n.loading ? /* @__PURE__ */ t(ee, { rows: 2, what: "all accounts" }) : null,
    l?.length === 0 ? /* @__PURE__ */ t(p, { color: "fg.muted", fontSize: "sm", children: "Nobody has connected an account yet." }) : null,
    l && l.length > 0 ? /* @__PURE__ */ t(pt, { onRemove: (d) => {
      c.clear(), r(d);
    }, rows: l }) : null,
    o ? /* @__PURE__ */ t(ke, { busy: c.busy, doing: "Remove account", error: c.error, onClose: () => {
      r(void 0);
    }, onConfirm: () => void c.run(o.owner), title: `Remove the Gong account of ${o.owner}?`, children: /* @__PURE__ */ t(p, { children: "The stored credentials are deleted and that person’s datasets stop syncing until they connect again. Imported files stay." }) }) : null
  ] });
}
function pt({ rows: e, onRemove: n }) {
  return /* @__PURE__ */ t(g.ScrollArea, { position: "relative", children: /* @__PURE__ */ s(g.Root, { size: "sm", children: [
    /* @__PURE__ */ t(g.Header, { children: /* @__PURE__ */ s(g.Row, { children: [
      ["User", "Method", "Company’s Gong", "State", "Connected", "Last used"].map((o) => /* @__PURE__ */ t(g.ColumnHeader, { children: o }, o)),
      /* @__PURE__ */ t(g.ColumnHeader, { children: /* @__PURE__ */ t(p, { srOnly: !0, children: "Actions" }) })
    ] }) }),
    /* @__PURE__ */ t(g.Body, { children: e.map((o) => /* @__PURE__ */ s(g.Row, { children: [
      /* @__PURE__ */ t(g.Cell, { fontWeight: "medium", children: o.owner }),
      /* @__PURE__ */ t(g.Cell, { children: o.method === "oauth" ? "OAuth" : "API token" }),
      /* @__PURE__ */ t(g.Cell, { children: o.host ?? "–" }),
      /* @__PURE__ */ t(g.Cell, { children: /* @__PURE__ */ t(K, { colorPalette: ne[o.state][0], children: ne[o.state][1] }) }),
      /* @__PURE__ */ t(g.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ t(S, { at: o.connected_at }) }),
      /* @__PURE__ */ t(g.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ t(S, { at: o.last_used_at, relative: !0 }) }),
      /* @__PURE__ */ t(g.Cell, { textAlign: "end", children: /* @__PURE__ */ t(m, { "aria-label": `Remove the account of ${o.owner}`, colorPalette: "red", onClick: () => {
        n(o);
      }, size: "xs", variant: "ghost", children: "Remove" }) })
    ] }, o.conn_id)) })
  ] }) });
}
function V({ label: e, hint: n, error: o, required: r = !1, children: a }) {
  return /* @__PURE__ */ s(z.Root, { invalid: o !== void 0, required: r, children: [
    /* @__PURE__ */ t(z.Label, { children: e }),
    a,
    n ? /* @__PURE__ */ t(z.HelperText, { children: n }) : null,
    /* @__PURE__ */ t(z.ErrorText, { children: o })
  ] });
}
const mt = "https://api.gong.io";
function ft({ host: e, onSaved: n }) {
  const [o, r] = f({ access_key: "", access_key_secret: "", base_url: e ?? mt }), [a, i] = f(), c = M(async () => {
    i(await Ze(o));
  }), l = M(async () => {
    await Ke(o), n("Your Gong account is connected.");
  }), d = { ...c.error?.fields, ...l.error?.fields }, h = [o.access_key, o.access_key_secret, o.base_url].some((k) => k.trim() === ""), u = (k) => {
    r({ ...o, ...k }), i(void 0), c.clear(), l.clear();
  }, U = (k) => {
    k.preventDefault(), i(void 0), h || l.run();
  };
  return /* @__PURE__ */ s(se, { columnGap: 12, rowGap: 5, templateColumns: { base: "1fr", lg: "minmax(0, 560px) minmax(0, 1fr)" }, children: [
    /* @__PURE__ */ t(q, { order: { lg: 1 }, children: /* @__PURE__ */ t(yt, {}) }),
    /* @__PURE__ */ s(Re.form, { autoComplete: "off", display: "flex", flexDirection: "column", gap: 4, onSubmit: U, children: [
      /* @__PURE__ */ t(V, { error: d.access_key, label: "Access key", required: !0, children: /* @__PURE__ */ t(j, { autoComplete: "off", name: "access_key", onChange: (k) => {
        u({ access_key: k.target.value });
      }, spellCheck: !1, value: o.access_key }) }),
      /* @__PURE__ */ t(V, { error: d.access_key_secret, hint: "Stored encrypted; this page never shows it again.", label: "Access key secret", required: !0, children: /* @__PURE__ */ t(j, { autoComplete: "new-password", name: "access_key_secret", onChange: (k) => {
        u({ access_key_secret: k.target.value });
      }, type: "password", value: o.access_key_secret }) }),
      /* @__PURE__ */ t(V, { error: d.base_url, hint: "Gong shows it beside the key. Most companies have the one that stands here.", label: "API base URL", required: !0, children: /* @__PURE__ */ t(j, { autoComplete: "off", inputMode: "url", name: "base_url", onChange: (k) => {
        u({ base_url: k.target.value });
      }, spellCheck: !1, value: o.base_url }) }),
      /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
        /* @__PURE__ */ t(m, { disabled: h || l.busy, loading: c.busy, loadingText: "Asking Gong", onClick: () => {
          i(void 0), l.clear(), c.run();
        }, variant: "outline", children: "Test connection" }),
        /* @__PURE__ */ t(m, { colorPalette: "brand", disabled: h || c.busy, loading: l.busy, loadingText: "Saving", type: "submit", children: "Save credentials" })
      ] }),
      a ? /* @__PURE__ */ t(y, { status: a.ok ? "success" : "error", title: a.ok ? "The connection works" : "The connection does not work", children: a.message }) : null,
      /* @__PURE__ */ t(_, { error: c.error, title: "The test was not made" }),
      /* @__PURE__ */ t(_, { error: l.error, title: "The credentials were not saved" })
    ] })
  ] });
}
function yt() {
  return /* @__PURE__ */ t(p, { as: "div", color: "fg.muted", fontSize: "sm", children: /* @__PURE__ */ s(T.Root, { as: "ol", gap: 1, listStylePosition: "outside", ps: 5, children: [
    /* @__PURE__ */ s(T.Item, { children: [
      "In Gong, open ",
      /* @__PURE__ */ t("em", { children: "Admin center › Settings › Ecosystem › API" }),
      ". You need to be a technical administrator there."
    ] }),
    /* @__PURE__ */ t(T.Item, { children: "Create a key, and copy both parts. Gong shows the secret only once." }),
    /* @__PURE__ */ t(T.Item, { children: "Paste them here, test, and save." })
  ] }) });
}
const wt = "popup,width=620,height=760", kt = 400;
function bt(e) {
  const n = window.open(e, "gong-oauth", wt);
  return n && !n.closed ? n : null;
}
function Ct(e, n) {
  const o = e.data;
  return e.origin !== n || !O(o) || o.source !== "gong-oauth" ? null : { ok: o.ok === !0, message: typeof o.message == "string" ? o.message : "" };
}
function vt(e, n) {
  const o = () => {
    window.removeEventListener("message", r), window.clearInterval(a);
  }, r = (i) => {
    const c = Ct(i, window.location.origin);
    c && (o(), n(c));
  }, a = window.setInterval(() => {
    e.closed && (o(), n(null));
  }, kt);
  return window.addEventListener("message", r), o;
}
function Tt({ onDone: e }) {
  const { oauth: n } = D(), [o, r] = f("idle"), [a, i] = f(), c = X(void 0);
  R(() => () => c.current?.(), []);
  const l = (u) => {
    r(u ? "idle" : "closed"), u?.ok ? e(u.message || "Your Gong account is connected.") : i(u?.message);
  }, d = () => {
    c.current?.(), i(void 0);
    const u = bt(fe(!0));
    r(u ? "waiting" : "blocked"), u && (c.current = vt(u, l));
  }, h = () => {
    c.current?.(), r("idle");
  };
  return /* @__PURE__ */ s(C, { alignItems: "flex-start", gap: 4, maxW: "640px", children: [
    /* @__PURE__ */ t(p, { color: "fg.muted", fontSize: "sm", children: "A window of Gong opens. Sign in there and allow the access; the window closes by itself. Your password in Gong is never seen here, and the access is renewed by itself." }),
    n.ready ? /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
      /* @__PURE__ */ t(m, { colorPalette: "brand", disabled: o === "waiting", onClick: d, children: "Connect with Gong" }),
      o === "waiting" ? /* @__PURE__ */ t(m, { onClick: h, variant: "ghost", children: "Cancel" }) : null
    ] }) : /* @__PURE__ */ s(y, { status: "info", title: "OAuth is not set up in this Airflow", children: [
      n.problem,
      " Until then, connect with an API token."
    ] }),
    /* @__PURE__ */ t(xt, { stage: o }),
    a ? /* @__PURE__ */ t(y, { status: "error", title: "The account was not connected", children: a }) : null,
    /* @__PURE__ */ t(At, { redirectUri: n.redirect_uri })
  ] });
}
function xt({ stage: e }) {
  return e === "waiting" ? /* @__PURE__ */ s(b, { fontSize: "sm", gap: 2, role: "status", children: [
    /* @__PURE__ */ t(Ie, { size: "sm" }),
    "Waiting for you to finish in Gong’s window …"
  ] }) : e === "blocked" ? /* @__PURE__ */ s(y, { status: "warning", title: "Your browser blocked the window", children: [
    "Allow pop-up windows for this site and press the button again, or",
    " ",
    /* @__PURE__ */ t(N, { href: fe(!1), variant: "underline", children: "continue to Gong in this window" }),
    "; it leads back here."
  ] }) : e === "closed" ? /* @__PURE__ */ t(y, { status: "info", children: "The window was closed before Gong answered. Nothing was changed; try again when you like." }) : null;
}
function At({ redirectUri: e }) {
  return /* @__PURE__ */ s(B.Root, { width: "full", children: [
    /* @__PURE__ */ t(B.Trigger, { asChild: !0, children: /* @__PURE__ */ t(m, { size: "xs", variant: "ghost", children: "For the operator of this Airflow" }) }),
    /* @__PURE__ */ t(B.Content, { children: /* @__PURE__ */ s(C, { fontSize: "sm", gap: 2, pt: 2, children: [
      /* @__PURE__ */ s(p, { children: [
        "Register this redirect URI in Gong’s app (",
        /* @__PURE__ */ t("em", { children: "Admin center › Settings › Ecosystem › API › Integrations" }),
        "), exactly as it stands:"
      ] }),
      /* @__PURE__ */ t(P, { alignSelf: "flex-start", overflowWrap: "anywhere", px: 2, py: 1, children: e }),
      /* @__PURE__ */ s(p, { color: "fg.muted", children: [
        "If the address is not the one that people open Airflow with, set ",
        /* @__PURE__ */ t(P, { children: "[api] base_url" }),
        "."
      ] })
    ] }) })
  ] });
}
function _t({ account: e, blocked: n, onChange: o, onCancel: r }) {
  const a = D(), i = { not_connected: "Connect your Gong account", reconnect_needed: "Connect again", connected: "Replace the credentials" }[e.state], c = n !== null || !a.account_storage.ready;
  return /* @__PURE__ */ s(
    F,
    {
      actions: r ? /* @__PURE__ */ t(m, { onClick: r, size: "sm", variant: "ghost", children: "Cancel" }) : null,
      hint: e.state === "not_connected" ? "Not connected. Choose one of two ways; either takes a minute." : "What is stored now is replaced once the new credentials are saved.",
      title: i,
      children: [
        n === null ? null : /* @__PURE__ */ t(y, { status: "info", children: n }),
        /* @__PURE__ */ s(I.Root, { defaultValue: e.method === "oauth" ? "oauth" : "api_key", hidden: c, lazyMount: !0, children: [
          /* @__PURE__ */ s(I.List, { children: [
            /* @__PURE__ */ t(I.Trigger, { value: "api_key", children: "API token" }),
            /* @__PURE__ */ t(I.Trigger, { value: "oauth", children: "OAuth" })
          ] }),
          /* @__PURE__ */ t(I.Content, { pt: 5, value: "api_key", children: /* @__PURE__ */ t(ft, { host: e.method === "api_key" ? e.host : null, onSaved: o }) }),
          /* @__PURE__ */ t(I.Content, { pt: 5, value: "oauth", children: /* @__PURE__ */ t(Tt, { onDone: o }) })
        ] })
      ]
    }
  );
}
function It({ facts: e }) {
  return /* @__PURE__ */ t(se, { as: "dl", columnGap: 6, fontSize: "sm", rowGap: { base: 0.5, md: 1.5 }, templateColumns: { base: "1fr", md: "max-content 1fr" }, children: e.map(([n, o]) => /* @__PURE__ */ s(ze, { children: [
    /* @__PURE__ */ t(q, { as: "dt", color: "fg.muted", children: n }),
    /* @__PURE__ */ t(q, { as: "dd", mb: { base: 2, md: 0 }, minW: 0, overflowWrap: "anywhere", children: /* @__PURE__ */ t(G, { children: o }) })
  ] }, n)) });
}
function St({ account: e, replacing: n, onReplace: o, onChange: r }) {
  const [a, i] = f(!1), [c, l] = f(), d = M(async () => {
    l(await Je());
  }), h = e.state === "connected";
  return /* @__PURE__ */ s(
    F,
    {
      actions: /* @__PURE__ */ s(L, { children: [
        h ? /* @__PURE__ */ t(m, { loading: d.busy, onClick: () => {
          l(void 0), d.run();
        }, size: "sm", variant: "outline", children: "Test connection" }) : null,
        h && !n ? /* @__PURE__ */ t(m, { onClick: o, size: "sm", variant: "outline", children: "Replace" }) : null,
        /* @__PURE__ */ t(m, { colorPalette: "red", onClick: () => {
          i(!0);
        }, size: "sm", variant: "outline", children: "Disconnect" })
      ] }),
      title: "Your account",
      children: [
        /* @__PURE__ */ s(C, { gap: 4, children: [
          /* @__PURE__ */ t(b, { children: /* @__PURE__ */ t(K, { colorPalette: h ? "success" : "warning", size: "md", children: h ? "Connected" : "Reconnect needed" }) }),
          h ? null : /* @__PURE__ */ t(Rt, { account: e }),
          /* @__PURE__ */ t(It, { facts: Mt(e) }),
          c ? /* @__PURE__ */ t(y, { status: c.ok ? "success" : "error", title: c.ok ? "The connection works" : "The connection does not work", children: c.message }) : null,
          /* @__PURE__ */ t(_, { error: d.error, title: "The test was not made" })
        ] }),
        a ? /* @__PURE__ */ t(Gt, { account: e, onClose: () => {
          i(!1);
        }, onDone: r }) : null
      ]
    }
  );
}
function Rt({ account: e }) {
  return /* @__PURE__ */ s(y, { status: "warning", title: "Gong does not accept this account any more", children: [
    e.reason ?? "Connect it again below.",
    " ",
    e.since ? /* @__PURE__ */ s(L, { children: [
      "Since ",
      /* @__PURE__ */ t(S, { at: e.since }),
      "."
    ] }) : null
  ] });
}
function Mt(e) {
  const n = (o, r) => r === null ? [] : [[o, r]];
  return [
    ["Connected by", e.method === "oauth" ? "signing in to Gong (OAuth)" : "API token"],
    ["Company’s Gong", e.host ?? "–"],
    ...n("Access key", e.access_key_hint && `ends in ${e.access_key_hint}`),
    ["Connected", /* @__PURE__ */ t(S, { at: e.connected_at }, "connected")],
    ...n("Access renewed", e.token_issued_at && /* @__PURE__ */ t(S, { at: e.token_issued_at, relative: !0 }, "issued")),
    ["Last used with success", e.last_used_at ? /* @__PURE__ */ t(S, { at: e.last_used_at, relative: !0 }, "used") : "not yet"],
    ["Used by", e.datasets.length > 0 ? be(e.datasets) : "no dataset yet"]
  ];
}
function Gt({ account: e, onClose: n, onDone: o }) {
  const r = M(async () => {
    const { message: a } = await Xe();
    n(), o(a);
  });
  return /* @__PURE__ */ t(ke, { busy: r.busy, doing: "Disconnect", error: r.error, onClose: n, onConfirm: () => void r.run(), title: "Disconnect your Gong account?", children: /* @__PURE__ */ s(T.Root, { gap: 2, ps: 5, children: [
    /* @__PURE__ */ t(T.Item, { children: "The credentials stored here are deleted." }),
    /* @__PURE__ */ t(T.Item, { children: e.datasets.length > 0 ? /* @__PURE__ */ s(L, { children: [
      "These datasets stop syncing until you connect again: ",
      /* @__PURE__ */ t(p, { as: "strong", overflowWrap: "anywhere", children: e.datasets.join(", ") }),
      "."
    ] }) : "No dataset uses this account." }),
    /* @__PURE__ */ t(T.Item, { children: "Files that were imported stay where they are." }),
    /* @__PURE__ */ s(T.Item, { children: [
      "Gong itself is not told. To end the access there too, ",
      e.method === "oauth" ? "remove the app under Admin center › Settings › Ecosystem › API › Integrations" : "delete the key under Admin center › Settings › Ecosystem › API",
      "."
    ] })
  ] }) });
}
const Ut = (e) => e.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase(), Et = (e) => e.replace(
  /^([A-Z])|[\s-_]+(\w)/g,
  (n, o, r) => r ? r.toUpperCase() : o.toLowerCase()
), oe = (e) => {
  const n = Et(e);
  return n.charAt(0).toUpperCase() + n.slice(1);
}, Ce = (...e) => e.filter((n, o, r) => !!n && n.trim() !== "" && r.indexOf(n) === o).join(" ").trim(), zt = (e) => {
  for (const n in e)
    if (n.startsWith("aria-") || n === "role" || n === "title")
      return !0;
};
var Pt = {
  xmlns: "http://www.w3.org/2000/svg",
  width: 24,
  height: 24,
  viewBox: "0 0 24 24",
  fill: "none",
  stroke: "currentColor",
  strokeWidth: 2,
  strokeLinecap: "round",
  strokeLinejoin: "round"
};
const $t = ce(
  ({
    color: e = "currentColor",
    size: n = 24,
    strokeWidth: o = 2,
    absoluteStrokeWidth: r,
    className: a = "",
    children: i,
    iconNode: c,
    ...l
  }, d) => J(
    "svg",
    {
      ref: d,
      ...Pt,
      width: n,
      height: n,
      stroke: e,
      strokeWidth: r ? Number(o) * 24 / Number(n) : o,
      className: Ce("lucide", a),
      ...!i && !zt(l) && { "aria-hidden": "true" },
      ...l
    },
    [
      ...c.map(([h, u]) => J(h, u)),
      ...Array.isArray(i) ? i : [i]
    ]
  )
);
const w = (e, n) => {
  const o = ce(
    ({ className: r, ...a }, i) => J($t, {
      ref: i,
      iconNode: n,
      className: Ce(
        `lucide-${Ut(oe(e))}`,
        `lucide-${e}`,
        r
      ),
      ...a
    })
  );
  return o.displayName = oe(e), o;
};
const Wt = [
  ["path", { d: "M12 10h.01", key: "1nrarc" }],
  ["path", { d: "M12 14h.01", key: "1etili" }],
  ["path", { d: "M12 6h.01", key: "1vi96p" }],
  ["path", { d: "M16 10h.01", key: "1m94wz" }],
  ["path", { d: "M16 14h.01", key: "1gbofw" }],
  ["path", { d: "M16 6h.01", key: "1x0f13" }],
  ["path", { d: "M8 10h.01", key: "19clt8" }],
  ["path", { d: "M8 14h.01", key: "6423bh" }],
  ["path", { d: "M8 6h.01", key: "1dz90k" }],
  ["path", { d: "M9 22v-3a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v3", key: "cabbwy" }],
  ["rect", { x: "4", y: "2", width: "16", height: "20", rx: "2", key: "1uxh74" }]
], Lt = w("building", Wt);
const Nt = [
  ["path", { d: "M3 3v16a2 2 0 0 0 2 2h16", key: "c24i48" }],
  ["path", { d: "M18 17V9", key: "2bz60n" }],
  ["path", { d: "M13 17V5", key: "1frdt8" }],
  ["path", { d: "M8 17v-3", key: "17ska0" }]
], Ot = w("chart-column", Nt);
const Dt = [
  ["rect", { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1", key: "tgr4d6" }],
  [
    "path",
    {
      d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      key: "116196"
    }
  ],
  ["path", { d: "m9 14 2 2 4-4", key: "df797q" }]
], Ft = w("clipboard-check", Dt);
const Bt = [
  ["rect", { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1", key: "tgr4d6" }],
  [
    "path",
    {
      d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      key: "116196"
    }
  ],
  ["path", { d: "M12 11h4", key: "1jrz19" }],
  ["path", { d: "M12 16h4", key: "n85exb" }],
  ["path", { d: "M8 11h.01", key: "1dfujw" }],
  ["path", { d: "M8 16h.01", key: "18s6g9" }]
], jt = w("clipboard-list", Bt);
const Ht = [
  ["path", { d: "M16 2v2", key: "scm5qe" }],
  ["path", { d: "M7 22v-2a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v2", key: "1waht3" }],
  ["path", { d: "M8 2v2", key: "pbkmx" }],
  ["circle", { cx: "12", cy: "11", r: "3", key: "itu57m" }],
  ["rect", { x: "3", y: "4", width: "18", height: "18", rx: "2", key: "12vinp" }]
], Yt = w("contact", Ht);
const Vt = [
  [
    "path",
    {
      d: "M6 22a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h8a2.4 2.4 0 0 1 1.704.706l3.588 3.588A2.4 2.4 0 0 1 20 8v12a2 2 0 0 1-2 2z",
      key: "1oefj6"
    }
  ],
  ["path", { d: "M14 2v5a1 1 0 0 0 1 1h5", key: "wfsgrz" }],
  ["path", { d: "M10 9H8", key: "b1mrlr" }],
  ["path", { d: "M16 13H8", key: "t4e002" }],
  ["path", { d: "M16 17H8", key: "z1uh3a" }]
], qt = w("file-text", Vt);
const Zt = [
  [
    "path",
    {
      d: "M20 10a1 1 0 0 0 1-1V6a1 1 0 0 0-1-1h-2.5a1 1 0 0 1-.8-.4l-.9-1.2A1 1 0 0 0 15 3h-2a1 1 0 0 0-1 1v5a1 1 0 0 0 1 1Z",
      key: "hod4my"
    }
  ],
  [
    "path",
    {
      d: "M20 21a1 1 0 0 0 1-1v-3a1 1 0 0 0-1-1h-2.9a1 1 0 0 1-.88-.55l-.42-.85a1 1 0 0 0-.92-.6H13a1 1 0 0 0-1 1v5a1 1 0 0 0 1 1Z",
      key: "w4yl2u"
    }
  ],
  ["path", { d: "M3 5a2 2 0 0 0 2 2h3", key: "f2jnh7" }],
  ["path", { d: "M3 3v13a2 2 0 0 0 2 2h3", key: "k8epm1" }]
], Jt = w("folder-tree", Zt);
const Kt = [
  ["path", { d: "m11 17 2 2a1 1 0 1 0 3-3", key: "efffak" }],
  [
    "path",
    {
      d: "m14 14 2.5 2.5a1 1 0 1 0 3-3l-3.88-3.88a3 3 0 0 0-4.24 0l-.88.88a1 1 0 1 1-3-3l2.81-2.81a5.79 5.79 0 0 1 7.06-.87l.47.28a2 2 0 0 0 1.42.25L21 4",
      key: "9pr0kb"
    }
  ],
  ["path", { d: "m21 3 1 11h-2", key: "1tisrp" }],
  ["path", { d: "M3 3 2 14l6.5 6.5a1 1 0 1 0 3-3", key: "1uvwmv" }],
  ["path", { d: "M3 4h8", key: "1ep09j" }]
], Xt = w("handshake", Kt);
const Qt = [
  [
    "path",
    {
      d: "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z",
      key: "18887p"
    }
  ]
], en = w("message-square", Qt);
const tn = [
  [
    "path",
    {
      d: "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384",
      key: "9njp5v"
    }
  ]
], nn = w("phone", tn);
const on = [
  ["path", { d: "M19.07 4.93A10 10 0 0 0 6.99 3.34", key: "z3du51" }],
  ["path", { d: "M4 6h.01", key: "oypzma" }],
  ["path", { d: "M2.29 9.62A10 10 0 1 0 21.31 8.35", key: "qzzz0" }],
  ["path", { d: "M16.24 7.76A6 6 0 1 0 8.23 16.67", key: "1yjesh" }],
  ["path", { d: "M12 18h.01", key: "mhygvu" }],
  ["path", { d: "M17.99 11.66A6 6 0 0 1 15.77 16.67", key: "1u2y91" }],
  ["circle", { cx: "12", cy: "12", r: "2", key: "1c9p78" }],
  ["path", { d: "m13.41 10.59 5.66-5.66", key: "mhq4k0" }]
], rn = w("radar", on);
const an = [
  ["path", { d: "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2", key: "1yyitq" }],
  ["path", { d: "M16 3.128a4 4 0 0 1 0 7.744", key: "16gr8j" }],
  ["path", { d: "M22 21v-2a4 4 0 0 0-3-3.87", key: "kshegd" }],
  ["circle", { cx: "9", cy: "7", r: "4", key: "nufk8" }]
], sn = w("users", an), cn = {
  "bar-chart": Ot,
  building: Lt,
  "clipboard-check": Ft,
  "clipboard-list": jt,
  contact: Yt,
  "folder-tree": Jt,
  handshake: Xt,
  "message-square": en,
  phone: nn,
  radar: rn,
  users: sn
};
function ln({ name: e }) {
  const n = cn[e] ?? qt;
  return /* @__PURE__ */ t(Te, { "aria-hidden": !0, boxSize: 5, color: "fg.muted", flexShrink: 0, children: /* @__PURE__ */ t(n, { strokeWidth: 1.75 }) });
}
function dn({ account: e }) {
  const n = e.scopes !== null;
  return /* @__PURE__ */ s(
    F,
    {
      hint: n ? "From the permissions (scopes) that Gong granted to this account." : "Gong does not tell which permissions an API key has. A type that the key may not read is skipped in a run, and its outcome names the permission.",
      title: "What this account can read",
      children: [
        /* @__PURE__ */ t(Ae, { columns: { base: 1, sm: 2, lg: 3 }, gap: 3, children: e.types.map((o) => /* @__PURE__ */ t(hn, { known: n, type: o }, o.id)) }),
        e.scopes && e.scopes.length > 0 ? /* @__PURE__ */ s(G, { mt: 4, children: [
          /* @__PURE__ */ t(p, { color: "fg.muted", fontSize: "sm", mb: 1, children: "Granted scopes" }),
          /* @__PURE__ */ t(b, { flexWrap: "wrap", gap: 1, children: e.scopes.map((o) => /* @__PURE__ */ t(P, { overflowWrap: "anywhere", size: "sm", children: o }, o)) })
        ] }) : null
      ]
    }
  );
}
function hn({ type: e, known: n }) {
  return /* @__PURE__ */ s(b, { alignItems: "flex-start", borderWidth: "1px", gap: 3, p: 3, rounded: "md", children: [
    /* @__PURE__ */ t(ln, { name: e.icon }),
    /* @__PURE__ */ s(C, { gap: 1, minW: 0, children: [
      /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ t(p, { fontWeight: "medium", children: e.label }),
        n ? /* @__PURE__ */ t(K, { colorPalette: e.allowed ? "success" : "warning", children: e.allowed ? "allowed" : "not allowed" }) : null
      ] }),
      e.missing_scope ? /* @__PURE__ */ s(p, { color: "fg.muted", fontSize: "sm", children: [
        "Needs ",
        /* @__PURE__ */ t(P, { overflowWrap: "anywhere", size: "sm", children: e.missing_scope })
      ] }) : null,
      e.allowed && e.poorer_without.length > 0 ? /* @__PURE__ */ s(p, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", children: [
        "Richer with ",
        be(e.poorer_without)
      ] }) : null
    ] })
  ] });
}
function un() {
  const e = D(), n = Q(qe, "account"), [o, r] = f(""), { reload: a, data: i } = n;
  return R(() => {
    if (i?.state !== "connected")
      return window.addEventListener("focus", a), () => {
        window.removeEventListener("focus", a);
      };
  }, [i?.state, a]), /* @__PURE__ */ t(we, { lead: "The account that your datasets read Gong with. It is yours alone: no other user of Airflow can see or use it.", title: "Gong account", children: /* @__PURE__ */ s(C, { gap: 5, children: [
    /* @__PURE__ */ t(pn, { connected: i?.state === "connected" }),
    o ? /* @__PURE__ */ t(y, { status: "success", children: o }) : null,
    e.account_storage.problem ? /* @__PURE__ */ t(y, { status: "error", title: "Accounts cannot be kept safely yet", children: e.account_storage.problem }) : null,
    /* @__PURE__ */ t(_, { error: n.error, onRetry: a, title: "Your account could not be loaded" }),
    i ? /* @__PURE__ */ t(gn, { account: i, onChange: (c) => {
      r(c), a();
    } }) : null,
    !i && n.loading ? /* @__PURE__ */ t(ee, { rows: 4, what: "your account" }) : null,
    e.is_admin ? /* @__PURE__ */ t(gt, { onChange: a }, i?.state) : null
  ] }) });
}
function gn({ account: e, onChange: n }) {
  const o = D(), [r, a] = f(!1), i = (c) => {
    a(!1), n(c);
  };
  return /* @__PURE__ */ s(L, { children: [
    e.state === "not_connected" ? null : /* @__PURE__ */ t(St, { account: e, onChange: i, onReplace: () => {
      a(!0);
    }, replacing: r }),
    e.state !== "connected" || r ? /* @__PURE__ */ t(
      _t,
      {
        account: e,
        ...r ? { onCancel: () => {
          a(!1);
        } } : {},
        blocked: o.can_connect ? null : "Your role in Airflow lets you look at datasets, not connect an account. Ask an administrator of Airflow for the role “User”.",
        onChange: i
      }
    ) : null,
    e.state === "connected" ? /* @__PURE__ */ t(dn, { account: e }) : null
  ] });
}
function pn({ connected: e }) {
  const [n] = Ee(), o = nt(n);
  return o === null ? null : e ? /* @__PURE__ */ t(
    y,
    {
      action: /* @__PURE__ */ t(m, { asChild: !0, colorPalette: "brand", size: "sm", children: /* @__PURE__ */ t(Z, { to: o, children: "Back to your dataset" }) }),
      status: "success",
      title: "Your account is connected",
      children: "What you had typed is still there."
    }
  ) : /* @__PURE__ */ s(y, { status: "info", children: [
    "Connect your account here, then go ",
    /* @__PURE__ */ t(N, { asChild: !0, variant: "underline", children: /* @__PURE__ */ t(Z, { to: o, children: "back to your dataset" }) }),
    ". What you typed is kept."
  ] });
}
function mn() {
  const e = Q(tt, "me");
  return e.data ? /* @__PURE__ */ t(ye.Provider, { value: e.data, children: /* @__PURE__ */ t(re, { children: /* @__PURE__ */ t(Ge, { children: /* @__PURE__ */ t(Me, { element: /* @__PURE__ */ t(un, {}), path: "account" }) }) }) }) : /* @__PURE__ */ t(re, { children: /* @__PURE__ */ t(we, { title: "Gong", children: e.error ? /* @__PURE__ */ t(_, { error: e.error, onRetry: e.reload, title: "The page could not be loaded" }) : /* @__PURE__ */ t(ee, { rows: 5, what: "the page" }) }) });
}
function re({ children: e }) {
  return /* @__PURE__ */ t(G, { height: "full", overflowY: "auto", children: e });
}
Reflect.set(globalThis, "Gong", mn);
