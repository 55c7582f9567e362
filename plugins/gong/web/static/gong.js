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
const R = globalThis.ReactJSXRuntime.Fragment, n = globalThis.ReactJSXRuntime.jsx, s = globalThis.ReactJSXRuntime.jsxs, ae = globalThis.ChakraUI.Accordion, Te = globalThis.ChakraUI.Alert, K = globalThis.ChakraUI.Badge, $ = globalThis.ChakraUI.Box, k = globalThis.ChakraUI.Button, Se = globalThis.ChakraUI.Checkbox, Q = globalThis.ChakraUI.CheckboxCard, Mn = globalThis.ChakraUI.CloseButton, fe = globalThis.ChakraUI.Code, Ne = globalThis.ChakraUI.Collapsible, q = globalThis.ChakraUI.Dialog, $e = globalThis.ChakraUI.EmptyState, Ie = globalThis.ChakraUI.Field, de = globalThis.ChakraUI.FileUpload, Je = globalThis.ChakraUI.Flex, me = globalThis.ChakraUI.Grid, je = globalThis.ChakraUI.GridItem, v = globalThis.ChakraUI.HStack, En = globalThis.ChakraUI.Heading, Ae = globalThis.ChakraUI.Icon, U = globalThis.ChakraUI.Input, O = globalThis.ChakraUI.Link, V = globalThis.ChakraUI.List, bt = globalThis.ChakraUI.Mark, Y = globalThis.ChakraUI.Menu, Ue = globalThis.ChakraUI.NativeSelect, Dn = globalThis.ChakraUI.Portal, se = globalThis.ChakraUI.Progress, ue = globalThis.ChakraUI.RadioGroup, Nn = globalThis.ChakraUI.SimpleGrid, kt = globalThis.ChakraUI.Skeleton, ye = globalThis.ChakraUI.Spinner, y = globalThis.ChakraUI.Stack, Re = globalThis.ChakraUI.Switch, C = globalThis.ChakraUI.Table, ie = globalThis.ChakraUI.Tabs, f = globalThis.ChakraUI.Text, vt = globalThis.ChakraUI.Textarea, Ct = globalThis.ChakraUI.VStack, _t = globalThis.ChakraUI.VisuallyHidden, xt = globalThis.ChakraUI.chakra, A = globalThis.ReactRouterDOM.Link, le = globalThis.ReactRouterDOM.Route, Tt = globalThis.ReactRouterDOM.Routes, Un = globalThis.ReactRouterDOM.useLocation, On = globalThis.ReactRouterDOM.useNavigate, Ze = globalThis.ReactRouterDOM.useParams, We = globalThis.ReactRouterDOM.useSearchParams, St = globalThis.React.Fragment, $t = globalThis.React.createContext, Be = globalThis.React.createElement, Gn = globalThis.React.forwardRef, It = globalThis.React.memo, Pe = globalThis.React.useCallback, Rt = globalThis.React.useContext, M = globalThis.React.useEffect, Ln = globalThis.React.useId, hn = globalThis.React.useMemo, J = globalThis.React.useRef, w = globalThis.React.useState, zt = globalThis.React.useSyncExternalStore;
function At(e) {
  const { pathname: t } = new URL(e), o = t.lastIndexOf("/gong/static/");
  return o < 0 ? "/" : t.slice(0, o + 1);
}
const Xe = At(import.meta.url), Fn = `${Xe}gong/`;
function Wt() {
  return `${Xe}api/v2/auth/login?next=${encodeURIComponent(window.location.href)}`;
}
class Qe extends Error {
  status;
  fields;
  body;
  constructor(t, o, r = {}) {
    super(o), this.name = "ApiError", this.status = t, this.body = r, this.fields = Dt(r.fields);
  }
}
const Pt = {
  0: "Airflow cannot be reached. Check your network connection, then try again.",
  401: "Your session in Airflow has expired. Sign in again; what you typed here is kept.",
  403: "Your role in Airflow does not allow this. Ask an administrator of Airflow.",
  404: "This does not exist any more, or you may not see it."
};
function ee(e, t) {
  const o = be(t) ? t : {}, r = e === 401 ? null : Mt(o.detail);
  return new Qe(e, r ?? Pt[e] ?? Et(e), o);
}
function we(e) {
  return e instanceof Qe ? e : ee(0, null);
}
function Me(e) {
  return e instanceof DOMException && e.name === "AbortError";
}
function be(e) {
  return typeof e == "object" && e !== null && !Array.isArray(e);
}
function Mt(e) {
  if (typeof e == "string" && e !== "") return e;
  if (!Array.isArray(e)) return null;
  const t = e.flatMap((o) => be(o) && typeof o.msg == "string" ? [o.msg] : []);
  return t.length > 0 ? t.join(" ") : null;
}
function Et(e) {
  return `Airflow answered with an error (status ${e}). Try again; if it stays, an administrator finds the reason in the API server's log.`;
}
function Dt(e) {
  return be(e) ? Object.fromEntries(
    Object.entries(e).flatMap(([t, o]) => typeof o == "string" ? [[t, o]] : [])
  ) : {};
}
const Nt = 204;
async function en(e, { method: t = "GET", body: o, signal: r }) {
  const a = { method: t, credentials: "same-origin", headers: { "Content-Type": "application/json" } };
  r && (a.signal = r), t !== "GET" && (a.body = JSON.stringify(o ?? {}));
  let i;
  try {
    i = await fetch(e, a);
  } catch (l) {
    throw Me(l) ? l : ee(0, null);
  }
  if (!i.ok) throw ee(i.status, nn(await i.text()));
  return i;
}
async function x(e, t = {}) {
  const o = await en(e, t);
  if (o.status === Nt) return;
  const r = nn(await o.text());
  if (r === void 0) throw ee(502, null);
  return r;
}
async function Ut(e) {
  return (await en(e, {})).text();
}
async function* Ot(e, t) {
  const o = await en(e, t);
  o.body && (yield* Gt(o.body));
}
async function* Gt(e) {
  const t = e.getReader(), o = new TextDecoder();
  let r = "";
  for (; ; ) {
    const { done: a, value: i } = await t.read();
    r += a ? o.decode() : o.decode(i, { stream: !0 });
    const l = r.split(`
`);
    r = a ? "" : l.pop() ?? "";
    for (const c of l) c.trim() !== "" && (yield JSON.parse(c));
    if (a) return;
  }
}
function Lt(e, t, o, r) {
  return new Promise((a, i) => {
    const l = new XMLHttpRequest();
    l.open("PUT", e), l.setRequestHeader("Content-Type", "application/octet-stream"), l.upload.onprogress = (c) => {
      c.lengthComputable && c.total > 0 && o(c.loaded / c.total);
    }, l.onload = () => {
      const c = nn(l.responseText);
      l.status >= 200 && l.status < 300 ? a(c) : i(ee(l.status, c));
    }, l.onerror = () => {
      i(ee(0, null));
    }, l.onabort = () => {
      i(new DOMException("The upload was stopped.", "AbortError"));
    }, r?.addEventListener("abort", () => {
      l.abort();
    }), l.send(t);
  });
}
function nn(e) {
  try {
    return JSON.parse(e);
  } catch {
    return;
  }
}
const W = `${Fn}api/`, ke = encodeURIComponent, B = (e) => `${W}datasets/${ke(e)}`;
function oe(e) {
  return `?${new URLSearchParams(Object.entries(e).map(([t, o]) => [t, String(o)])).toString()}`;
}
const Ft = () => x(`${W}me`), Hn = () => x(`${W}account`), Ht = (e) => x(`${W}account/test`, { method: "POST", body: e }), jt = () => x(`${W}account/check`, { method: "POST" }), Bt = (e) => x(`${W}account`, { method: "PUT", body: e }), qt = () => x(`${W}account`, { method: "DELETE" }), jn = (e) => `${Fn}oauth/start?popup=${e ? 1 : 0}`, Yt = () => x(`${W}accounts`), Vt = (e) => x(`${W}accounts/${ke(e)}`, { method: "DELETE" }), Kt = (e, t, o) => x(`${W}datasets${oe({ search: e, offset: t, limit: o })}`), tn = (e) => x(B(e)), Jt = (e) => x(`${W}datasets`, { method: "POST", body: { definition: e } }), Zt = (e, t, o) => x(B(e), { method: "PUT", body: { definition: t, version: o } }), Xt = (e, t) => x(`${B(e)}${oe({ files: t })}`, { method: "DELETE" }), Qt = (e) => Ut(`${B(e)}/yaml`), eo = (e, t) => x(`${B(e)}/runs${oe({ limit: t })}`), no = (e, t) => x(`${B(e)}/runs/${ke(t)}`), to = (e) => x(`${B(e)}/files`), pn = (e, t, o, r) => x(`${B(e)}/files/text${oe({ key: t, offset: o, length: 262144 })}`, { signal: r }), Bn = (e, t) => `${B(e)}/files/download${oe({ key: t })}`, oo = (e, t, o, r) => Lt(`${B(e)}/uploads/${ke(t.name)}`, t, o, r), ro = (e, t) => x(`${B(e)}/uploads/${ke(t)}`, { method: "DELETE" }), qn = () => x(`${W}connections`), ao = (e) => x(`${W}buckets${oe({ aws_conn_id: e })}`), io = (e) => x(`${W}destination/test`, { method: "POST", body: e }), lo = (e) => x(
  `${W}workspaces${oe({ gong_conn_id: e })}`
), so = (e) => x(`${W}schedule/preview`, { method: "POST", body: { schedule: e } }), co = (e, t) => Ot(`${W}estimates`, { method: "POST", body: e, signal: t }), uo = (e) => x(`${W}validate`, { method: "POST", body: { definition: e } });
let Oe;
function ho() {
  return Oe ??= Ft().catch((e) => {
    throw Oe = void 0, e;
  }), Oe;
}
const Yn = $t(null);
function D() {
  const e = Rt(Yn);
  if (!e) throw new Error("A page of ours is used outside the app.");
  return e;
}
const po = { description: "", scope: "", optional_scopes: [], has_history: !1 };
function Ee(e) {
  return D().data_types.find((t) => t.id === e) ?? { id: e, label: e, icon: "file", ...po };
}
const ne = "/plugin/gong", he = `${ne}/account`, on = `${ne}/new`, ve = encodeURIComponent, re = (e) => `${ne}/datasets/${ve(e)}`, fo = (e) => `${re(e)}/edit`, fn = (e, t) => `${re(e)}/read?key=${ve(t)}`, go = (e, t) => `${re(e)}?run=${ve(t)}`, mo = (e) => `${on}?like=${ve(e)}`, yo = (e) => `${he}?back=${ve(e)}`;
function wo(e) {
  const t = e.get("back");
  return t !== null && (t === ne || t.startsWith(`${ne}/`)) && !t.includes("..") ? t : null;
}
function N(e, t) {
  const [o, r] = w(), [a, i] = w(0), l = J(e);
  M(() => {
    l.current = e;
  }), M(() => {
    let d = !0;
    return l.current().then(
      (h) => {
        d && r({ key: t, turn: a, data: h });
      },
      (h) => {
        d && r((m) => ({
          key: t,
          turn: a,
          data: m?.key === t ? m.data : void 0,
          error: we(h)
        }));
      }
    ), () => {
      d = !1;
    };
  }, [t, a]);
  const c = Pe(() => {
    i((d) => d + 1);
  }, []), u = o?.key === t ? o : void 0;
  return { data: u?.data, error: u?.error, loading: u?.turn !== a, reload: c };
}
function H({ rows: e = 3, what: t }) {
  return /* @__PURE__ */ s(y, { "aria-busy": !0, gap: 3, role: "status", children: [
    /* @__PURE__ */ s(_t, { children: [
      "Loading ",
      t
    ] }),
    Array.from({ length: e }, (o, r) => /* @__PURE__ */ n(kt, { "aria-hidden": !0, height: "44px" }, r))
  ] });
}
function X({ title: e, lead: t, actions: o, children: r }) {
  const a = J(null);
  return M(() => {
    document.title = `${e} – Gong – Airflow`, a.current?.focus({ preventScroll: !0 });
  }, [e]), /* @__PURE__ */ s($, { maxW: "1200px", mx: "auto", pb: 16, pt: 4, px: { base: 4, md: 6 }, children: [
    /* @__PURE__ */ n(ko, {}),
    /* @__PURE__ */ s(
      Je,
      {
        alignItems: "flex-start",
        columnGap: 6,
        flexWrap: "wrap",
        justifyContent: "space-between",
        mb: 6,
        mt: 6,
        rowGap: 3,
        children: [
          /* @__PURE__ */ s(y, { flex: "1 1 280px", gap: 1, minW: 0, children: [
            /* @__PURE__ */ n(En, { as: "h1", outline: "none", overflowWrap: "anywhere", ref: a, size: "xl", tabIndex: -1, children: e }),
            t ? /* @__PURE__ */ n(f, { as: "div", color: "fg.muted", fontSize: "sm", maxW: "70ch", children: t }) : null
          ] }),
          o ? /* @__PURE__ */ n(v, { flexWrap: "wrap", gap: 2, children: o }) : null
        ]
      }
    ),
    r
  ] });
}
const bo = [
  { to: ne, label: "Datasets", covers: (e) => e !== he },
  { to: he, label: "Gong account", covers: (e) => e === he }
];
function ko() {
  const { pathname: e } = Un();
  return /* @__PURE__ */ n(v, { "aria-label": "Gong", as: "nav", borderBottomWidth: "1px", gap: 6, children: bo.map(({ to: t, label: o, covers: r }) => {
    const a = r(e);
    return /* @__PURE__ */ n(
      O,
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
        children: /* @__PURE__ */ n(A, { "aria-current": a ? "page" : void 0, to: t, children: o })
      },
      t
    );
  }) });
}
const vo = {
  0: "No connection to Airflow",
  401: "Your session has expired",
  403: "Not allowed"
};
function T({ error: e, title: t, onRetry: o }) {
  if (!e) return null;
  const r = e.status === 401 ? /* @__PURE__ */ n(O, { href: Wt(), fontWeight: "medium", variant: "underline", children: "Sign in again" }) : o && /* @__PURE__ */ n(k, { onClick: o, size: "xs", variant: "outline", children: "Try again" });
  return /* @__PURE__ */ n(S, { status: "error", title: vo[e.status] ?? t ?? "That did not work", action: r, children: e.message });
}
function S({ status: e, title: t, children: o, action: r, live: a = !0 }) {
  return /* @__PURE__ */ s(
    Te.Root,
    {
      alignItems: "flex-start",
      role: a ? e === "error" ? "alert" : "status" : void 0,
      status: e,
      children: [
        /* @__PURE__ */ n(Te.Indicator, {}),
        /* @__PURE__ */ s(Te.Content, { minW: 0, children: [
          t ? /* @__PURE__ */ n(Te.Title, { children: t }) : null,
          /* @__PURE__ */ s(y, { alignItems: "flex-start", fontSize: "sm", gap: 2, overflowWrap: "anywhere", children: [
            o ? /* @__PURE__ */ n("div", { children: o }) : null,
            r
          ] })
        ] })
      ]
    }
  );
}
function G(e) {
  const [t, o] = w(!1), [r, a] = w();
  async function i(...c) {
    if (t) return !1;
    o(!0), a(void 0);
    try {
      return await e(...c), !0;
    } catch (u) {
      return Me(u) || a(we(u)), !1;
    } finally {
      o(!1);
    }
  }
  const l = Pe(() => {
    a(void 0);
  }, []);
  return { run: i, busy: t, error: r, clear: l };
}
function Ce({
  title: e,
  children: t,
  doing: o,
  busy: r,
  error: a,
  danger: i = !0,
  disabled: l = !1,
  onConfirm: c,
  onClose: u
}) {
  return /* @__PURE__ */ n(
    q.Root,
    {
      onOpenChange: ({ open: d }) => {
        d || u();
      },
      open: !0,
      placement: "center",
      role: i ? "alertdialog" : "dialog",
      scrollBehavior: "inside",
      children: /* @__PURE__ */ s(Dn, { children: [
        /* @__PURE__ */ n(q.Backdrop, {}),
        /* @__PURE__ */ n(q.Positioner, { children: /* @__PURE__ */ s(q.Content, { mx: 4, children: [
          /* @__PURE__ */ n(q.Header, { children: /* @__PURE__ */ n(q.Title, { children: e }) }),
          /* @__PURE__ */ n(q.Body, { children: /* @__PURE__ */ s(y, { gap: 3, children: [
            t,
            /* @__PURE__ */ n(T, { error: a })
          ] }) }),
          /* @__PURE__ */ s(q.Footer, { children: [
            /* @__PURE__ */ n(k, { onClick: u, variant: "outline", children: "Cancel" }),
            /* @__PURE__ */ n(k, { colorPalette: i ? "red" : "brand", disabled: l, loading: r, onClick: c, children: o })
          ] }),
          /* @__PURE__ */ n(q.CloseTrigger, { asChild: !0, children: /* @__PURE__ */ n(Mn, { "aria-label": "Close", size: "sm" }) })
        ] }) })
      ] })
    }
  );
}
function E({ title: e, hint: t, actions: o, children: r }) {
  const a = Ln();
  return /* @__PURE__ */ s($, { "aria-labelledby": a, as: "section", borderWidth: "1px", p: { base: 4, md: 5 }, rounded: "lg", children: [
    /* @__PURE__ */ s(Je, { alignItems: "flex-start", columnGap: 4, flexWrap: "wrap", justifyContent: "space-between", mb: 4, rowGap: 2, children: [
      /* @__PURE__ */ s(y, { flex: "1 1 220px", gap: 0.5, minW: 0, children: [
        /* @__PURE__ */ n(En, { as: "h2", id: a, size: "md", children: e }),
        t ? /* @__PURE__ */ n(f, { as: "div", color: "fg.muted", fontSize: "sm", children: t }) : null
      ] }),
      o ? /* @__PURE__ */ n(v, { flexWrap: "wrap", gap: 2, children: o }) : null
    ] }),
    r
  ] });
}
const gn = 1e3, mn = ["bytes", "kB", "MB", "GB", "TB"], Vn = new Intl.NumberFormat("en");
function j(e) {
  if (e === null) return "–";
  let t = e, o = 0;
  for (; t >= gn - 0.5 && o < mn.length - 1; )
    t /= gn, o += 1;
  const r = o > 0 && t < 9.95 ? 1 : 0;
  return `${t.toLocaleString("en", { minimumFractionDigits: r, maximumFractionDigits: r })} ${mn[o] ?? ""}`;
}
function Co(e) {
  return e === null ? "–" : Vn.format(e);
}
function Z(e, t, o = `${t}s`) {
  return `${Vn.format(e)} ${e === 1 ? t : o}`;
}
function ge(e) {
  const t = e.at(-1) ?? "";
  return e.length < 2 ? t : `${e.slice(0, -1).join(", ")} and ${t}`;
}
function _o(e, t) {
  return e === null ? "–" : rn(t, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit"
  }).format(new Date(e));
}
function xo(e, t) {
  return rn(t, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit"
  }).format(new Date(e));
}
function Ge(e) {
  return rn("UTC", { day: "numeric", month: "short", year: "numeric" }).format(new Date(e));
}
function To(e, t) {
  const o = (new Date(e).getTime() - t.getTime()) / 1e3, r = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60]
  ], [a, i] = r.find(([, l]) => Math.abs(o) >= l) ?? ["second", 1];
  return a === "second" ? "just now" : new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(o / i), a);
}
function So(e, t) {
  const o = Math.max(0, Math.round((new Date(t).getTime() - new Date(e).getTime()) / 1e3));
  return o < 60 ? `${o} s` : `${Math.floor(o / 60)} min ${o % 60} s`;
}
function rn(e, t) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...t, timeZone: e });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...t, timeZone: "UTC" });
  }
}
const $o = "timezone";
function Io() {
  try {
    const e = JSON.parse(localStorage.getItem($o) ?? "null");
    if (typeof e == "string" && e !== "") return e;
  } catch {
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
function Ro(e) {
  return window.addEventListener("local-storage", e), window.addEventListener("storage", e), () => {
    window.removeEventListener("local-storage", e), window.removeEventListener("storage", e);
  };
}
function Kn() {
  return zt(Ro, Io);
}
function F({ at: e, relative: t = !1 }) {
  const o = Kn();
  if (e === null)
    return /* @__PURE__ */ n(f, { as: "span", color: "fg.muted", children: "–" });
  const r = _o(e, o);
  return /* @__PURE__ */ n("time", { dateTime: e, title: `${r} (${o})`, children: t ? To(e, /* @__PURE__ */ new Date()) : r });
}
const yn = {
  connected: ["success", "connected"],
  reconnect_needed: ["warning", "reconnect needed"],
  not_connected: ["gray", "not connected"]
};
function zo({ onChange: e }) {
  const t = N(Yt, "accounts"), [o, r] = w(), [a, i] = w(""), l = G(async (u) => {
    i((await Vt(u)).message), r(void 0), t.reload(), e();
  }), c = t.data?.accounts;
  return /* @__PURE__ */ s(
    E,
    {
      hint: "You see this as an administrator. You may remove an account; nobody can read its credentials.",
      title: "All accounts",
      children: [
        a ? /* @__PURE__ */ n(S, { status: "success", children: a }) : null,
        /* @__PURE__ */ n(T, { error: t.error, onRetry: t.reload, title: "The accounts could not be loaded" }),
        !c && t.loading ? /* @__PURE__ */ n(H, { rows: 2, what: "all accounts" }) : null,
        c?.length === 0 ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "Nobody has connected an account yet." }) : null,
        c && c.length > 0 ? /* @__PURE__ */ n(
          Ao,
          {
            onRemove: (u) => {
              l.clear(), r(u);
            },
            rows: c
          }
        ) : null,
        o ? /* @__PURE__ */ n(
          Ce,
          {
            busy: l.busy,
            doing: "Remove account",
            error: l.error,
            onClose: () => {
              r(void 0);
            },
            onConfirm: () => void l.run(o.owner),
            title: `Remove the Gong account of ${o.owner}?`,
            children: /* @__PURE__ */ n(f, { children: "The stored credentials are deleted and that person’s datasets stop syncing until they connect again. Imported files stay." })
          }
        ) : null
      ]
    }
  );
}
function Ao({ rows: e, onRemove: t }) {
  return /* @__PURE__ */ n(C.ScrollArea, { position: "relative", children: /* @__PURE__ */ s(C.Root, { size: "sm", children: [
    /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ s(C.Row, { children: [
      ["User", "Method", "Company’s Gong", "State", "Connected", "Last used"].map((o) => /* @__PURE__ */ n(C.ColumnHeader, { children: o }, o)),
      /* @__PURE__ */ n(C.ColumnHeader, { children: /* @__PURE__ */ n(f, { srOnly: !0, children: "Actions" }) })
    ] }) }),
    /* @__PURE__ */ n(C.Body, { children: e.map((o) => /* @__PURE__ */ s(C.Row, { children: [
      /* @__PURE__ */ n(C.Cell, { fontWeight: "medium", children: o.owner }),
      /* @__PURE__ */ n(C.Cell, { children: o.method === "oauth" ? "OAuth" : "API token" }),
      /* @__PURE__ */ n(C.Cell, { children: o.host ?? "–" }),
      /* @__PURE__ */ n(C.Cell, { children: /* @__PURE__ */ n(K, { colorPalette: yn[o.state][0], children: yn[o.state][1] }) }),
      /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ n(F, { at: o.connected_at }) }),
      /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ n(F, { at: o.last_used_at, relative: !0 }) }),
      /* @__PURE__ */ n(C.Cell, { textAlign: "end", children: /* @__PURE__ */ n(
        k,
        {
          "aria-label": `Remove the account of ${o.owner}`,
          colorPalette: "red",
          onClick: () => {
            t(o);
          },
          size: "xs",
          variant: "ghost",
          children: "Remove"
        }
      ) })
    ] }, o.conn_id)) })
  ] }) });
}
function P({ label: e, hint: t, error: o, required: r = !1, width: a = "full", children: i }) {
  return /* @__PURE__ */ s(Ie.Root, { invalid: o !== void 0, required: r, width: a, children: [
    /* @__PURE__ */ n(Ie.Label, { children: e }),
    i,
    t ? /* @__PURE__ */ n(Ie.HelperText, { children: t }) : null,
    /* @__PURE__ */ n(Ie.ErrorText, { color: "red.fg", children: o })
  ] });
}
const Wo = "https://api.gong.io";
function Po({ host: e, onSaved: t }) {
  const [o, r] = w({ access_key: "", access_key_secret: "", base_url: e ?? Wo }), [a, i] = w(), l = G(async () => {
    i(await Ht(o));
  }), c = G(async () => {
    await Bt(o), t("Your Gong account is connected.");
  }), u = { ...l.error?.fields, ...c.error?.fields }, d = [o.access_key, o.access_key_secret, o.base_url].some((p) => p.trim() === ""), h = (p) => {
    r({ ...o, ...p }), i(void 0), l.clear(), c.clear();
  }, m = (p) => {
    p.preventDefault(), i(void 0), d || c.run();
  };
  return /* @__PURE__ */ s(me, { columnGap: 12, rowGap: 5, templateColumns: { base: "1fr", lg: "minmax(0, 560px) minmax(0, 1fr)" }, children: [
    /* @__PURE__ */ n(je, { order: { lg: 1 }, children: /* @__PURE__ */ n(Mo, {}) }),
    /* @__PURE__ */ s(xt.form, { autoComplete: "off", display: "flex", flexDirection: "column", gap: 4, onSubmit: m, children: [
      /* @__PURE__ */ n(P, { error: u.access_key, label: "Access key", required: !0, children: /* @__PURE__ */ n(
        U,
        {
          autoComplete: "off",
          name: "access_key",
          onChange: (p) => {
            h({ access_key: p.target.value });
          },
          spellCheck: !1,
          value: o.access_key
        }
      ) }),
      /* @__PURE__ */ n(
        P,
        {
          error: u.access_key_secret,
          hint: "Stored encrypted; this page never shows it again.",
          label: "Access key secret",
          required: !0,
          children: /* @__PURE__ */ n(
            U,
            {
              autoComplete: "new-password",
              name: "access_key_secret",
              onChange: (p) => {
                h({ access_key_secret: p.target.value });
              },
              type: "password",
              value: o.access_key_secret
            }
          )
        }
      ),
      /* @__PURE__ */ n(
        P,
        {
          error: u.base_url,
          hint: "Gong shows it beside the key. Most companies have the one that stands here.",
          label: "API base URL",
          required: !0,
          children: /* @__PURE__ */ n(
            U,
            {
              autoComplete: "off",
              inputMode: "url",
              name: "base_url",
              onChange: (p) => {
                h({ base_url: p.target.value });
              },
              spellCheck: !1,
              value: o.base_url
            }
          )
        }
      ),
      /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 3, children: [
        /* @__PURE__ */ n(
          k,
          {
            disabled: d || c.busy,
            loading: l.busy,
            loadingText: "Asking Gong",
            onClick: () => {
              i(void 0), c.clear(), l.run();
            },
            variant: "outline",
            children: "Test connection"
          }
        ),
        /* @__PURE__ */ n(
          k,
          {
            colorPalette: "brand",
            disabled: d || l.busy,
            loading: c.busy,
            loadingText: "Saving",
            type: "submit",
            children: "Save credentials"
          }
        )
      ] }),
      a ? /* @__PURE__ */ n(
        S,
        {
          status: a.ok ? "success" : "error",
          title: a.ok ? "The connection works" : "The connection does not work",
          children: a.message
        }
      ) : null,
      /* @__PURE__ */ n(T, { error: l.error, title: "The test was not made" }),
      /* @__PURE__ */ n(T, { error: c.error, title: "The credentials were not saved" })
    ] })
  ] });
}
function Mo() {
  return /* @__PURE__ */ n(f, { as: "div", color: "fg.muted", fontSize: "sm", children: /* @__PURE__ */ s(V.Root, { as: "ol", gap: 1, listStylePosition: "outside", ps: 5, children: [
    /* @__PURE__ */ s(V.Item, { children: [
      "In Gong, open ",
      /* @__PURE__ */ n("em", { children: "Admin center › Settings › Ecosystem › API" }),
      ". You need to be a technical administrator there."
    ] }),
    /* @__PURE__ */ n(V.Item, { children: "Create a key, and copy both parts. Gong shows the secret only once." }),
    /* @__PURE__ */ n(V.Item, { children: "Paste them here, test, and save." })
  ] }) });
}
const Eo = "popup,width=620,height=760", Do = 400;
function No(e) {
  const t = window.open(e, "gong-oauth", Eo);
  return t && !t.closed ? t : null;
}
function Uo(e, t) {
  const o = e.data;
  return e.origin !== t || !be(o) || o.source !== "gong-oauth" ? null : { ok: o.ok === !0, message: typeof o.message == "string" ? o.message : "" };
}
function Oo(e, t) {
  const o = () => {
    window.removeEventListener("message", r), window.clearInterval(a);
  }, r = (i) => {
    const l = Uo(i, window.location.origin);
    l && (o(), t(l));
  }, a = window.setInterval(() => {
    e.closed && (o(), t(null));
  }, Do);
  return window.addEventListener("message", r), o;
}
function Go({ onDone: e }) {
  const { oauth: t } = D(), [o, r] = w("idle"), [a, i] = w(), l = J(void 0);
  M(() => () => l.current?.(), []);
  const c = (h) => {
    r(h ? "idle" : "closed"), h?.ok ? e(h.message || "Your Gong account is connected.") : i(h?.message);
  }, u = () => {
    l.current?.(), i(void 0);
    const h = No(jn(!0));
    r(h ? "waiting" : "blocked"), h && (l.current = Oo(h, c));
  }, d = () => {
    l.current?.(), r("idle");
  };
  return /* @__PURE__ */ s(y, { alignItems: "flex-start", gap: 4, maxW: "640px", children: [
    /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "A window of Gong opens. Sign in there and allow the access; the window closes by itself. Your password in Gong is never seen here, and the access is renewed by itself." }),
    t.ready ? /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 3, children: [
      /* @__PURE__ */ n(k, { colorPalette: "brand", disabled: o === "waiting", onClick: u, children: "Connect with Gong" }),
      o === "waiting" ? /* @__PURE__ */ n(k, { onClick: d, variant: "ghost", children: "Cancel" }) : null
    ] }) : /* @__PURE__ */ s(S, { status: "info", title: "OAuth is not set up in this Airflow", children: [
      t.problem,
      " Until then, connect with an API token."
    ] }),
    /* @__PURE__ */ n(Lo, { stage: o }),
    a ? /* @__PURE__ */ n(S, { status: "error", title: "The account was not connected", children: a }) : null,
    /* @__PURE__ */ n(Fo, { redirectUri: t.redirect_uri })
  ] });
}
function Lo({ stage: e }) {
  return e === "waiting" ? /* @__PURE__ */ s(v, { fontSize: "sm", gap: 2, role: "status", children: [
    /* @__PURE__ */ n(ye, { size: "sm" }),
    "Waiting for you to finish in Gong’s window …"
  ] }) : e === "blocked" ? /* @__PURE__ */ s(S, { status: "warning", title: "Your browser blocked the window", children: [
    "Allow pop-up windows for this site and press the button again, or",
    " ",
    /* @__PURE__ */ n(O, { href: jn(!1), variant: "underline", children: "continue to Gong in this window" }),
    "; it leads back here."
  ] }) : e === "closed" ? /* @__PURE__ */ n(S, { status: "info", children: "The window was closed before Gong answered. Nothing was changed; try again when you like." }) : null;
}
function Fo({ redirectUri: e }) {
  return /* @__PURE__ */ s(Ne.Root, { width: "full", children: [
    /* @__PURE__ */ n(Ne.Trigger, { asChild: !0, children: /* @__PURE__ */ n(k, { size: "xs", variant: "ghost", children: "For the operator of this Airflow" }) }),
    /* @__PURE__ */ n(Ne.Content, { children: /* @__PURE__ */ s(y, { fontSize: "sm", gap: 2, pt: 2, children: [
      /* @__PURE__ */ s(f, { children: [
        "Register this redirect URI in Gong’s app (",
        /* @__PURE__ */ n("em", { children: "Admin center › Settings › Ecosystem › API › Integrations" }),
        "), exactly as it stands:"
      ] }),
      /* @__PURE__ */ n(fe, { alignSelf: "flex-start", overflowWrap: "anywhere", px: 2, py: 1, children: e }),
      /* @__PURE__ */ s(f, { color: "fg.muted", children: [
        "If the address is not the one that people open Airflow with, set ",
        /* @__PURE__ */ n(fe, { children: "[api] base_url" }),
        "."
      ] })
    ] }) })
  ] });
}
function Ho({ account: e, blocked: t, onChange: o, onCancel: r }) {
  const a = D(), i = {
    not_connected: "Connect your Gong account",
    reconnect_needed: "Connect again",
    connected: "Replace the credentials"
  }[e.state], l = t !== null || !a.account_storage.ready;
  return /* @__PURE__ */ s(
    E,
    {
      actions: r ? /* @__PURE__ */ n(k, { onClick: r, size: "sm", variant: "ghost", children: "Cancel" }) : null,
      hint: e.state === "not_connected" ? "Not connected. Choose one of two ways; either takes a minute." : "What is stored now is replaced once the new credentials are saved.",
      title: i,
      children: [
        t === null ? null : /* @__PURE__ */ n(S, { status: "info", children: t }),
        /* @__PURE__ */ s(ie.Root, { defaultValue: e.method === "oauth" ? "oauth" : "api_key", hidden: l, lazyMount: !0, children: [
          /* @__PURE__ */ s(ie.List, { children: [
            /* @__PURE__ */ n(ie.Trigger, { value: "api_key", children: "API token" }),
            /* @__PURE__ */ n(ie.Trigger, { value: "oauth", children: "OAuth" })
          ] }),
          /* @__PURE__ */ n(ie.Content, { pt: 5, value: "api_key", children: /* @__PURE__ */ n(Po, { host: e.method === "api_key" ? e.host : null, onSaved: o }) }),
          /* @__PURE__ */ n(ie.Content, { pt: 5, value: "oauth", children: /* @__PURE__ */ n(Go, { onDone: o }) })
        ] })
      ]
    }
  );
}
function Jn({ facts: e }) {
  return /* @__PURE__ */ n(
    me,
    {
      as: "dl",
      columnGap: 6,
      fontSize: "sm",
      rowGap: { base: 0.5, md: 1.5 },
      templateColumns: { base: "1fr", md: "max-content 1fr" },
      children: e.map(([t, o]) => /* @__PURE__ */ s(St, { children: [
        /* @__PURE__ */ n(je, { as: "dt", color: "fg.muted", children: t }),
        /* @__PURE__ */ n(je, { as: "dd", mb: { base: 2, md: 0 }, minW: 0, overflowWrap: "anywhere", children: /* @__PURE__ */ n($, { children: o }) })
      ] }, t))
    }
  );
}
function jo({ account: e, replacing: t, onReplace: o, onChange: r }) {
  const [a, i] = w(!1), [l, c] = w(), u = G(async () => {
    const h = await jt();
    c(h), h.ok || r("");
  }), d = e.state === "connected";
  return /* @__PURE__ */ s(
    E,
    {
      actions: /* @__PURE__ */ s(R, { children: [
        d ? /* @__PURE__ */ n(
          k,
          {
            loading: u.busy,
            onClick: () => {
              c(void 0), u.run();
            },
            size: "sm",
            variant: "outline",
            children: "Test connection"
          }
        ) : null,
        d && !t ? /* @__PURE__ */ n(k, { onClick: o, size: "sm", variant: "outline", children: "Replace" }) : null,
        /* @__PURE__ */ n(
          k,
          {
            colorPalette: "red",
            onClick: () => {
              i(!0);
            },
            size: "sm",
            variant: "outline",
            children: "Disconnect"
          }
        )
      ] }),
      title: "Your account",
      children: [
        /* @__PURE__ */ s(y, { gap: 4, children: [
          /* @__PURE__ */ n(v, { children: /* @__PURE__ */ n(K, { colorPalette: d ? "success" : "warning", size: "md", children: d ? "Connected" : "Reconnect needed" }) }),
          d ? null : /* @__PURE__ */ n(Bo, { account: e }),
          /* @__PURE__ */ n(Jn, { facts: qo(e) }),
          l ? /* @__PURE__ */ n(
            S,
            {
              status: l.ok ? "success" : "error",
              title: l.ok ? "The connection works" : "The connection does not work",
              children: l.message
            }
          ) : null,
          /* @__PURE__ */ n(T, { error: u.error, title: "The test was not made" })
        ] }),
        a ? /* @__PURE__ */ n(
          Yo,
          {
            account: e,
            onClose: () => {
              i(!1);
            },
            onDone: r
          }
        ) : null
      ]
    }
  );
}
function Bo({ account: e }) {
  return /* @__PURE__ */ s(S, { status: "warning", title: "Gong does not accept this account any more", children: [
    e.reason ?? "Connect it again below.",
    " ",
    e.since ? /* @__PURE__ */ s(R, { children: [
      "Since ",
      /* @__PURE__ */ n(F, { at: e.since }),
      "."
    ] }) : null
  ] });
}
function qo(e) {
  const t = (o, r) => r === null ? [] : [[o, r]];
  return [
    ["Connected by", e.method === "oauth" ? "signing in to Gong (OAuth)" : "API token"],
    ["Company’s Gong", e.host ?? "–"],
    ...t("Access key", e.access_key_hint && `ends in ${e.access_key_hint}`),
    ["Connected", /* @__PURE__ */ n(F, { at: e.connected_at }, "connected")],
    ...t("Access renewed", e.token_issued_at && /* @__PURE__ */ n(F, { at: e.token_issued_at, relative: !0 }, "issued")),
    [
      "Last used with success",
      e.last_used_at ? /* @__PURE__ */ n(F, { at: e.last_used_at, relative: !0 }, "used") : "not yet"
    ],
    ["Used by", e.datasets.length > 0 ? ge(e.datasets) : "no dataset yet"]
  ];
}
function Yo({
  account: e,
  onClose: t,
  onDone: o
}) {
  const r = G(async () => {
    const { message: a } = await qt();
    t(), o(a);
  });
  return /* @__PURE__ */ n(
    Ce,
    {
      busy: r.busy,
      doing: "Disconnect",
      error: r.error,
      onClose: t,
      onConfirm: () => void r.run(),
      title: "Disconnect your Gong account?",
      children: /* @__PURE__ */ s(V.Root, { gap: 2, ps: 5, children: [
        /* @__PURE__ */ n(V.Item, { children: "The credentials stored here are deleted." }),
        /* @__PURE__ */ n(V.Item, { children: e.datasets.length > 0 ? /* @__PURE__ */ s(R, { children: [
          "These datasets stop syncing until you connect again:",
          " ",
          /* @__PURE__ */ n(f, { as: "strong", overflowWrap: "anywhere", children: e.datasets.join(", ") }),
          "."
        ] }) : "No dataset uses this account." }),
        /* @__PURE__ */ n(V.Item, { children: "Files that were imported stay where they are." }),
        /* @__PURE__ */ s(V.Item, { children: [
          "Gong itself is not told. To end the access there too,",
          " ",
          e.method === "oauth" ? "remove the app under Admin center › Settings › Ecosystem › API › Integrations" : "delete the key under Admin center › Settings › Ecosystem › API",
          "."
        ] })
      ] })
    }
  );
}
const Vo = (e) => e.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase(), Ko = (e) => e.replace(
  /^([A-Z])|[\s-_]+(\w)/g,
  (t, o, r) => r ? r.toUpperCase() : o.toLowerCase()
), wn = (e) => {
  const t = Ko(e);
  return t.charAt(0).toUpperCase() + t.slice(1);
}, Zn = (...e) => e.filter((t, o, r) => !!t && t.trim() !== "" && r.indexOf(t) === o).join(" ").trim(), Jo = (e) => {
  for (const t in e)
    if (t.startsWith("aria-") || t === "role" || t === "title")
      return !0;
};
var Zo = {
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
const Xo = Gn(
  ({
    color: e = "currentColor",
    size: t = 24,
    strokeWidth: o = 2,
    absoluteStrokeWidth: r,
    className: a = "",
    children: i,
    iconNode: l,
    ...c
  }, u) => Be(
    "svg",
    {
      ref: u,
      ...Zo,
      width: t,
      height: t,
      stroke: e,
      strokeWidth: r ? Number(o) * 24 / Number(t) : o,
      className: Zn("lucide", a),
      ...!i && !Jo(c) && { "aria-hidden": "true" },
      ...c
    },
    [
      ...l.map(([d, h]) => Be(d, h)),
      ...Array.isArray(i) ? i : [i]
    ]
  )
);
const z = (e, t) => {
  const o = Gn(
    ({ className: r, ...a }, i) => Be(Xo, {
      ref: i,
      iconNode: t,
      className: Zn(
        `lucide-${Vo(wn(e))}`,
        `lucide-${e}`,
        r
      ),
      ...a
    })
  );
  return o.displayName = wn(e), o;
};
const Qo = [
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
], er = z("building", Qo);
const nr = [
  ["path", { d: "M3 3v16a2 2 0 0 0 2 2h16", key: "c24i48" }],
  ["path", { d: "M18 17V9", key: "2bz60n" }],
  ["path", { d: "M13 17V5", key: "1frdt8" }],
  ["path", { d: "M8 17v-3", key: "17ska0" }]
], tr = z("chart-column", nr);
const or = [["path", { d: "M20 6 9 17l-5-5", key: "1gmf2c" }]], qe = z("check", or);
const rr = [["path", { d: "m6 9 6 6 6-6", key: "qrunsl" }]], ar = z("chevron-down", rr);
const ir = [["circle", { cx: "12", cy: "12", r: "10", key: "1mglay" }]], Xn = z("circle", ir);
const lr = [
  ["rect", { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1", key: "tgr4d6" }],
  [
    "path",
    {
      d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      key: "116196"
    }
  ],
  ["path", { d: "m9 14 2 2 4-4", key: "df797q" }]
], sr = z("clipboard-check", lr);
const cr = [
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
], dr = z("clipboard-list", cr);
const ur = [
  ["path", { d: "M12 6v6l4 2", key: "mmk7yg" }],
  ["circle", { cx: "12", cy: "12", r: "10", key: "1mglay" }]
], bn = z("clock", ur);
const hr = [
  ["path", { d: "M16 2v2", key: "scm5qe" }],
  ["path", { d: "M7 22v-2a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v2", key: "1waht3" }],
  ["path", { d: "M8 2v2", key: "pbkmx" }],
  ["circle", { cx: "12", cy: "11", r: "3", key: "itu57m" }],
  ["rect", { x: "3", y: "4", width: "18", height: "18", rx: "2", key: "12vinp" }]
], pr = z("contact", hr);
const fr = [
  ["line", { x1: "5", x2: "19", y1: "9", y2: "9", key: "1nwqeh" }],
  ["line", { x1: "5", x2: "19", y1: "15", y2: "15", key: "g8yjpy" }]
], gr = z("equal", fr);
const mr = [
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
], an = z("file-text", mr);
const yr = [
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
], wr = z("folder-tree", yr);
const br = [
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
], kr = z("handshake", br);
const vr = [["path", { d: "M21 12a9 9 0 1 1-6.219-8.56", key: "13zald" }]], Cr = z("loader-circle", vr);
const _r = [
  [
    "path",
    {
      d: "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z",
      key: "18887p"
    }
  ]
], xr = z("message-square", _r);
const Tr = [
  [
    "path",
    {
      d: "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384",
      key: "9njp5v"
    }
  ]
], Sr = z("phone", Tr);
const $r = [
  ["path", { d: "M19.07 4.93A10 10 0 0 0 6.99 3.34", key: "z3du51" }],
  ["path", { d: "M4 6h.01", key: "oypzma" }],
  ["path", { d: "M2.29 9.62A10 10 0 1 0 21.31 8.35", key: "qzzz0" }],
  ["path", { d: "M16.24 7.76A6 6 0 1 0 8.23 16.67", key: "1yjesh" }],
  ["path", { d: "M12 18h.01", key: "mhygvu" }],
  ["path", { d: "M17.99 11.66A6 6 0 0 1 15.77 16.67", key: "1u2y91" }],
  ["circle", { cx: "12", cy: "12", r: "2", key: "1c9p78" }],
  ["path", { d: "m13.41 10.59 5.66-5.66", key: "mhq4k0" }]
], Ir = z("radar", $r);
const Rr = [
  [
    "path",
    {
      d: "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3",
      key: "wmoenq"
    }
  ],
  ["path", { d: "M12 9v4", key: "juzpu7" }],
  ["path", { d: "M12 17h.01", key: "p32p05" }]
], zr = z("triangle-alert", Rr);
const Ar = [
  ["path", { d: "M12 3v12", key: "1x0j5s" }],
  ["path", { d: "m17 8-5-5-5 5", key: "7q97r8" }],
  ["path", { d: "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", key: "ih7n3h" }]
], Wr = z("upload", Ar);
const Pr = [
  ["path", { d: "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2", key: "1yyitq" }],
  ["path", { d: "M16 3.128a4 4 0 0 1 0 7.744", key: "16gr8j" }],
  ["path", { d: "M22 21v-2a4 4 0 0 0-3-3.87", key: "kshegd" }],
  ["circle", { cx: "9", cy: "7", r: "4", key: "nufk8" }]
], Mr = z("users", Pr);
const Er = [
  ["path", { d: "M18 6 6 18", key: "1bl5f8" }],
  ["path", { d: "m6 6 12 12", key: "d8bk6v" }]
], Qn = z("x", Er), Dr = {
  "bar-chart": tr,
  building: er,
  "clipboard-check": sr,
  "clipboard-list": dr,
  contact: pr,
  "folder-tree": wr,
  handshake: kr,
  "message-square": xr,
  phone: Sr,
  radar: Ir,
  users: Mr
};
function ce({ name: e }) {
  const t = Dr[e] ?? an;
  return /* @__PURE__ */ n(Ae, { "aria-hidden": !0, boxSize: 5, color: "fg.muted", flexShrink: 0, children: /* @__PURE__ */ n(t, { strokeWidth: 1.75 }) });
}
function Nr({ account: e }) {
  const t = e.scopes !== null;
  return /* @__PURE__ */ s(
    E,
    {
      hint: t ? "From the permissions (scopes) that Gong granted to this account." : "Gong does not tell which permissions an API key has. A type that the key may not read is skipped in a run, and its outcome names the permission.",
      title: "What this account can read",
      children: [
        /* @__PURE__ */ n(Nn, { columns: { base: 1, sm: 2, lg: 3 }, gap: 3, children: e.types.map((o) => /* @__PURE__ */ n(Ur, { known: t, type: o }, o.id)) }),
        e.scopes && e.scopes.length > 0 ? /* @__PURE__ */ s($, { mt: 4, children: [
          /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", mb: 1, children: "Granted scopes" }),
          /* @__PURE__ */ n(v, { flexWrap: "wrap", gap: 1, children: e.scopes.map((o) => /* @__PURE__ */ n(fe, { overflowWrap: "anywhere", size: "sm", children: o }, o)) })
        ] }) : null
      ]
    }
  );
}
function Ur({ type: e, known: t }) {
  return /* @__PURE__ */ s(v, { alignItems: "flex-start", borderWidth: "1px", gap: 3, p: 3, rounded: "md", children: [
    /* @__PURE__ */ n(ce, { name: e.icon }),
    /* @__PURE__ */ s(y, { gap: 1, minW: 0, children: [
      /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ n(f, { fontWeight: "medium", children: e.label }),
        t ? /* @__PURE__ */ n(K, { colorPalette: e.allowed ? "success" : "warning", children: e.allowed ? "allowed" : "not allowed" }) : null
      ] }),
      e.missing_scope ? /* @__PURE__ */ s(f, { color: "fg.muted", fontSize: "sm", children: [
        "Needs",
        " ",
        /* @__PURE__ */ n(fe, { overflowWrap: "anywhere", size: "sm", children: e.missing_scope })
      ] }) : null,
      e.allowed && e.poorer_without.length > 0 ? /* @__PURE__ */ s(f, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", children: [
        "Richer with ",
        ge(e.poorer_without)
      ] }) : null
    ] })
  ] });
}
function Or() {
  const e = D(), t = N(Hn, "account"), [o, r] = w(""), { reload: a, data: i } = t;
  return M(() => {
    if (i?.state !== "connected")
      return window.addEventListener("focus", a), () => {
        window.removeEventListener("focus", a);
      };
  }, [i?.state, a]), /* @__PURE__ */ n(
    X,
    {
      lead: "The account that your datasets read Gong with. Datasets of other people cannot use it, and nobody sees its secret here.",
      title: "Gong account",
      children: /* @__PURE__ */ s(y, { gap: 5, children: [
        /* @__PURE__ */ n(Lr, { connected: i?.state === "connected" }),
        o ? /* @__PURE__ */ n(S, { status: "success", children: o }) : null,
        e.account_storage.problem ? /* @__PURE__ */ n(S, { status: "error", title: "Accounts cannot be kept safely yet", children: e.account_storage.problem }) : null,
        /* @__PURE__ */ n(T, { error: t.error, onRetry: a, title: "Your account could not be loaded" }),
        i ? /* @__PURE__ */ n(
          Gr,
          {
            account: i,
            onChange: (l) => {
              r(l), a();
            }
          }
        ) : null,
        !i && t.loading ? /* @__PURE__ */ n(H, { rows: 4, what: "your account" }) : null,
        e.is_admin ? /* @__PURE__ */ n(zo, { onChange: a }, i?.state) : null
      ] })
    }
  );
}
function Gr({ account: e, onChange: t }) {
  const o = D(), [r, a] = w(!1), i = (l) => {
    a(!1), t(l);
  };
  return /* @__PURE__ */ s(R, { children: [
    e.state === "not_connected" ? null : /* @__PURE__ */ n(
      jo,
      {
        account: e,
        onChange: i,
        onReplace: () => {
          a(!0);
        },
        replacing: r
      }
    ),
    e.state !== "connected" || r ? /* @__PURE__ */ n(
      Ho,
      {
        account: e,
        ...r ? {
          onCancel: () => {
            a(!1);
          }
        } : {},
        blocked: o.can_connect ? null : "Your role in Airflow lets you look at datasets, not connect an account. Ask an administrator of Airflow for the role “User”.",
        onChange: i
      }
    ) : null,
    e.state === "connected" ? /* @__PURE__ */ n(Nr, { account: e }) : null
  ] });
}
function Lr({ connected: e }) {
  const [t] = We(), o = wo(t);
  return o === null ? null : e ? /* @__PURE__ */ n(
    S,
    {
      action: /* @__PURE__ */ n(k, { asChild: !0, colorPalette: "brand", size: "sm", children: /* @__PURE__ */ n(A, { to: o, children: "Back to your dataset" }) }),
      status: "success",
      title: "Your account is connected",
      children: "What you had typed is still there."
    }
  ) : /* @__PURE__ */ s(S, { status: "info", children: [
    "Connect your account here, then go",
    " ",
    /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: o, children: "back to your dataset" }) }),
    ". What you typed is kept."
  ] });
}
const kn = 500, vn = 90, ln = (e) => `${Xe}api/v2/dags/${encodeURIComponent(e)}`, sn = (e) => `/dags/${encodeURIComponent(e)}`, et = (e, t) => `${sn(e)}/runs/${encodeURIComponent(t)}`;
async function nt(e, t) {
  return (await x(`${ln(e)}/dagRuns`, {
    method: "POST",
    body: { logical_date: null, conf: t }
  })).dag_run_id;
}
const tt = (e, t) => x(`${ln(e)}?update_mask=is_paused`, { method: "PATCH", body: { is_paused: t } });
async function ot(e, t, o = Fr) {
  for (let r = 0; r < vn * 1e3; r += kn) {
    try {
      const { params: a } = await x(`${ln(e)}/details`);
      if (String(a?.data_types?.value) === String(t)) return;
    } catch (a) {
      if (!(a instanceof Qe) || a.status !== 404) throw a;
    }
    await o(kn);
  }
  throw ee(504, {
    detail: `Airflow has not read the definition after ${vn} seconds. It is saved; its DAG processor may be busy or stopped.`
  });
}
function Fr(e) {
  return new Promise((t) => {
    setTimeout(t, e);
  });
}
const rt = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], Hr = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *"
}, jr = /^(\d{1,2}) (\d{1,2}) (\*|1) \* (\*|[0-6])$/;
function at(e) {
  const t = Hr[e] ?? e.trim().split(/\s+/).join(" "), o = { frequency: "cron", at: "03:00", weekday: 1, cron: e };
  if (t === "0 * * * *") return { ...o, frequency: "hourly" };
  const [, r, a, i, l] = jr.exec(t) ?? [];
  if (r === void 0 || a === void 0 || Number(r) > 59 || Number(a) > 23 || i === "1" && l !== "*") return o;
  const c = `${a.padStart(2, "0")}:${r.padStart(2, "0")}`;
  return i === "1" ? { ...o, at: c, frequency: "monthly" } : l === "*" ? { ...o, at: c, frequency: "daily" } : { ...o, at: c, frequency: "weekly", weekday: Number(l) };
}
function Br({ frequency: e, at: t, weekday: o, cron: r }) {
  const [a = "0", i = "0"] = t.split(":"), l = `${Number(i)} ${Number(a)}`;
  return {
    hourly: "@hourly",
    daily: `${l} * * *`,
    weekly: `${l} * * ${o}`,
    monthly: `${l} 1 * *`,
    cron: r
  }[e];
}
function it(e) {
  if (e === null) return "By hand only";
  const t = at(e);
  return {
    hourly: "Every hour",
    daily: `Every day at ${t.at} UTC`,
    weekly: `Every ${rt[t.weekday] ?? ""} at ${t.at} UTC`,
    monthly: `Every month on the 1st at ${t.at} UTC`,
    cron: `By the cron expression ${e}, in UTC`
  }[t.frequency];
}
const Cn = { label: "not yet", palette: "gray", Picture: Xn }, qr = {
  waiting: { label: "waiting", palette: "gray", Picture: bn },
  queued: { label: "queued", palette: "gray", Picture: bn },
  running: { label: "running", palette: "running", Picture: Cr },
  imported: { label: "imported", palette: "success", Picture: qe },
  success: { label: "done", palette: "success", Picture: qe },
  unchanged: { label: "unchanged", palette: "gray", Picture: gr },
  empty: { label: "empty", palette: "gray", Picture: Xn },
  skipped: { label: "skipped", palette: "warning", Picture: zr },
  failed: { label: "failed", palette: "failed", Picture: Qn }
};
function Yr(e) {
  return qr[e ?? ""] ?? { ...Cn, label: e ?? Cn.label };
}
function _e({ state: e, of: t }) {
  const { label: o, palette: r, Picture: a } = Yr(e);
  return /* @__PURE__ */ s(K, { colorPalette: r, gap: 1, maxW: "full", size: "sm", title: t ? `${t}: ${o}` : void 0, children: [
    /* @__PURE__ */ n(Ae, { "aria-hidden": !0, animation: e === "running" ? "spin" : void 0, boxSize: 3, children: /* @__PURE__ */ n(a, {}) }),
    t ? `${t}${e === void 0 ? "" : ":"}` : null,
    " ",
    t && e === void 0 ? null : o
  ] });
}
const lt = { base: "1fr", lg: "minmax(0, 1fr) 150px 150px 84px" }, Vr = ["Dataset", "Last sync", "Next sync", "Size"];
function Kr({ rows: e }) {
  return /* @__PURE__ */ s($, { borderWidth: "1px", overflow: "hidden", rounded: "lg", children: [
    /* @__PURE__ */ n(
      me,
      {
        "aria-hidden": !0,
        bg: "bg.muted",
        color: "fg.muted",
        columnGap: 5,
        display: { base: "none", lg: "grid" },
        fontSize: "sm",
        px: 4,
        py: 2,
        templateColumns: lt,
        children: Vr.map((t) => /* @__PURE__ */ n("span", { children: t }, t))
      }
    ),
    /* @__PURE__ */ n($, { as: "ul", listStyleType: "none", children: e.map((t) => /* @__PURE__ */ n($, { as: "li", borderTopWidth: "1px", children: /* @__PURE__ */ n(Jr, { row: t }) }, t.name)) })
  ] });
}
function Jr({ row: e }) {
  return /* @__PURE__ */ s(me, { alignItems: "start", columnGap: 5, px: 4, py: 3, rowGap: 2, templateColumns: lt, children: [
    /* @__PURE__ */ s(y, { gap: 1.5, minW: 0, children: [
      /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ n(O, { asChild: !0, fontWeight: "semibold", overflowWrap: "anywhere", children: /* @__PURE__ */ n(A, { to: re(e.name), children: e.name }) }),
        /* @__PURE__ */ n(st, { row: e })
      ] }),
      e.description ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", lineClamp: 2, children: e.description }) : null,
      e.error ? /* @__PURE__ */ n(S, { live: !1, status: "error", title: "This definition cannot be used", children: e.error }) : /* @__PURE__ */ n(Xr, { row: e }),
      /* @__PURE__ */ s(v, { color: "fg.muted", flexWrap: "wrap", fontSize: "sm", gap: 3, children: [
        /* @__PURE__ */ n("span", { children: e.owner ? `Owner: ${e.owner}` : "No owner" }),
        e.error ? null : /* @__PURE__ */ n(O, { asChild: !0, color: "fg.muted", variant: "underline", children: /* @__PURE__ */ n(A, { "aria-label": `DAG of ${e.name}`, to: sn(e.dag_id), children: "Open its DAG" }) })
      ] })
    ] }),
    /* @__PURE__ */ n(Le, { head: "Last sync", children: e.last_sync ? /* @__PURE__ */ n(F, { at: e.last_sync.at, relative: !0 }) : "not yet" }),
    /* @__PURE__ */ n(Le, { head: "Next sync", children: /* @__PURE__ */ n(Zr, { row: e }) }),
    /* @__PURE__ */ n(Le, { head: "Size", children: j(e.size) })
  ] });
}
function Le({ head: e, children: t }) {
  return /* @__PURE__ */ s(v, { alignItems: "baseline", fontSize: "sm", gap: 2, children: [
    /* @__PURE__ */ n(f, { as: "span", color: "fg.muted", display: { base: "inline", lg: "none" }, minW: "80px", children: e }),
    /* @__PURE__ */ n("span", { children: t })
  ] });
}
function st({ row: e }) {
  return /* @__PURE__ */ s(R, { children: [
    e.origin === "git" ? /* @__PURE__ */ n(
      K,
      {
        colorPalette: "purple",
        title: "Its definition is a file that is reviewed in git; it cannot be edited here.",
        children: "managed in git"
      }
    ) : null,
    e.paused ? /* @__PURE__ */ n(K, { colorPalette: "warning", children: "paused" }) : null
  ] });
}
function Zr({ row: e }) {
  return e.error ? /* @__PURE__ */ n(R, { children: "–" }) : e.schedule === null ? /* @__PURE__ */ n(R, { children: "by hand only" }) : e.paused ? /* @__PURE__ */ n(R, { children: "paused" }) : e.next_sync ? /* @__PURE__ */ n(F, { at: e.next_sync, relative: !0 }) : /* @__PURE__ */ n(R, { children: it(e.schedule) });
}
function Xr({ row: e }) {
  const t = D(), o = (r) => t.data_types.find((a) => a.id === r)?.label ?? r;
  return /* @__PURE__ */ n(
    v,
    {
      "aria-label": "Data types, with what came of the last sync",
      as: "ul",
      flexWrap: "wrap",
      gap: 1,
      listStyleType: "none",
      children: e.data_types.map((r) => /* @__PURE__ */ n("li", { children: /* @__PURE__ */ n(_e, { of: o(r), state: e.last_sync?.types[r]?.state }) }, r))
    }
  );
}
function xe(e, t) {
  const [o, r] = w(e);
  return M(() => {
    const a = window.setTimeout(() => {
      r(e);
    }, t);
    return () => {
      window.clearTimeout(a);
    };
  }, [e, t]), o;
}
function cn(e, t, o) {
  const r = J(e);
  M(() => {
    r.current = e;
  }), M(() => {
    if (!o) return;
    const a = window.setInterval(() => {
      document.hidden || r.current();
    }, t);
    return () => {
      window.clearInterval(a);
    };
  }, [t, o]);
}
function Qr(e, t) {
  const o = URL.createObjectURL(new Blob([t], { type: "text/plain" })), r = document.createElement("a");
  r.href = o, r.download = e, r.click(), URL.revokeObjectURL(o);
}
function ea({ dataset: e, onClose: t }) {
  const o = On(), [r, a] = w("keep"), i = G(async () => {
    await Xt(e.name, r), await o(ne);
  }), l = e.definition ? `${e.definition.bucket}/${e.definition.prefix}` : "the storage";
  return /* @__PURE__ */ s(
    Ce,
    {
      busy: i.busy,
      doing: r === "keep" ? "Delete dataset" : "Delete dataset and files",
      error: i.error,
      onClose: t,
      onConfirm: () => void i.run(),
      title: `Delete ${e.name}?`,
      children: [
        /* @__PURE__ */ n(f, { fontSize: "sm", children: "It stops syncing, and its history of runs in Airflow goes with it." }),
        /* @__PURE__ */ n(
          ue.Root,
          {
            "aria-label": "What becomes of the files",
            colorPalette: "brand",
            onValueChange: ({ value: c }) => {
              a(c === "delete" ? "delete" : "keep");
            },
            value: r,
            children: /* @__PURE__ */ s(y, { gap: 3, children: [
              /* @__PURE__ */ n(_n, { hint: `They stay in ${l}.`, label: "Keep the files", value: "keep" }),
              /* @__PURE__ */ n(
                _n,
                {
                  hint: "Files from Gong and files that were uploaded here are deleted for good.",
                  label: "Delete the files, too",
                  value: "delete"
                }
              )
            ] })
          }
        )
      ]
    }
  );
}
function _n({ value: e, label: t, hint: o }) {
  return /* @__PURE__ */ s(ue.Item, { alignItems: "flex-start", value: e, children: [
    /* @__PURE__ */ n(ue.ItemHiddenInput, {}),
    /* @__PURE__ */ n(ue.ItemIndicator, { mt: 0.5 }),
    /* @__PURE__ */ s(ue.ItemText, { children: [
      t,
      /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", fontWeight: "normal", overflowWrap: "anywhere", children: o })
    ] })
  ] });
}
const na = 864e5;
function ta(e, t, o) {
  return e === "" || t === "" ? null : e > t ? "The first day is after the last one." : e > o ? "The range lies in the future." : null;
}
function oa(e, t) {
  const o = new Date(Date.parse(`${t}T00:00:00Z`) + na);
  return { start: `${e}T00:00:00Z`, end: `${o.toISOString().slice(0, 10)}T00:00:00Z` };
}
function ct([e, t]) {
  return t === "" ? `${Ge(e)} until then` : `${Ge(e)} to ${Ge(new Date(Date.parse(t) - 1).toISOString())}`;
}
function te({ checked: e, onChange: t, disabled: o = !1, children: r, label: a }) {
  return /* @__PURE__ */ s(
    Se.Root,
    {
      checked: e,
      colorPalette: "brand",
      disabled: o,
      onCheckedChange: (i) => {
        t(i.checked === !0);
      },
      size: "sm",
      children: [
        /* @__PURE__ */ n(Se.HiddenInput, { "aria-label": a }),
        /* @__PURE__ */ n(Se.Control, {}),
        r ? /* @__PURE__ */ n(Se.Label, { children: r }) : null
      ]
    }
  );
}
function ze({ value: e, onChange: t, options: o, label: r, disabled: a = !1 }) {
  return /* @__PURE__ */ s(Ue.Root, { disabled: a, size: "sm", children: [
    /* @__PURE__ */ n(
      Ue.Field,
      {
        "aria-label": r,
        onChange: (i) => {
          t(i.currentTarget.value);
        },
        value: e,
        children: o.map((i) => /* @__PURE__ */ n("option", { value: i.value, children: i.label }, i.value))
      }
    ),
    /* @__PURE__ */ n(Ue.Indicator, {})
  ] });
}
function ra({ dataset: e, onSync: t, onClose: o }) {
  const a = D().data_types.filter((g) => e.data_types.includes(g.id)), [i, l] = w(a.filter((g) => g.has_history).map((g) => g.id)), [c, u] = w(""), [d, h] = w(""), m = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10), p = ta(c, d, m) ?? void 0, b = a.filter((g) => !g.has_history).map((g) => g.label), _ = async () => {
    await t.run({ data_types: i, ...oa(c, d) }) && o();
  };
  return /* @__PURE__ */ s(
    Ce,
    {
      busy: t.busy,
      danger: !1,
      disabled: c === "" || d === "" || p !== void 0 || i.length === 0,
      doing: "Import",
      error: t.error,
      onClose: o,
      onConfirm: () => void _(),
      title: "Import a range of dates",
      children: [
        /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "Everything that Gong has of these days goes into history files beside the current ones, whatever the dataset’s limit. The same range always makes the same file." }),
        /* @__PURE__ */ s(v, { alignItems: "flex-start", flexWrap: "wrap", gap: 4, children: [
          /* @__PURE__ */ n(P, { label: "First day", required: !0, width: "180px", children: /* @__PURE__ */ n(
            U,
            {
              max: m,
              onChange: (g) => {
                u(g.target.value);
              },
              type: "date",
              value: c
            }
          ) }),
          /* @__PURE__ */ n(P, { error: p, hint: "Included. Days are in UTC.", label: "Last day", required: !0, width: "200px", children: /* @__PURE__ */ n(
            U,
            {
              onChange: (g) => {
                h(g.target.value);
              },
              type: "date",
              value: d
            }
          ) })
        ] }),
        /* @__PURE__ */ n(y, { "aria-label": "Data types", gap: 2, role: "group", children: a.filter((g) => g.has_history).map(({ id: g, label: I }) => /* @__PURE__ */ n(
          te,
          {
            checked: i.includes(g),
            onChange: (L) => {
              l(L ? [...i, g] : i.filter((De) => De !== g));
            },
            children: I
          },
          g
        )) }),
        b.length > 0 ? /* @__PURE__ */ s(f, { color: "fg.muted", fontSize: "sm", children: [
          "Gong knows only the present of ",
          ge(b),
          "."
        ] }) : null
      ]
    }
  );
}
function aa({ dataset: e, onSync: t, onChange: o }) {
  const r = D(), [a, i] = w(), l = G(async () => {
    await tt(e.dag_id, !e.paused), o();
  }), c = G(async () => {
    Qr(`${e.name}.yaml`, await Qt(e.name));
  }), u = () => {
    i(void 0);
  }, d = e.may_edit && e.origin === "page", h = e.data_types.some((m) => r.data_types.find((p) => p.id === m)?.has_history);
  return /* @__PURE__ */ s(R, { children: [
    e.may_run ? /* @__PURE__ */ n(k, { colorPalette: "brand", loading: t.busy, loadingText: "Starting", onClick: () => void t.run({}), children: "Sync now" }) : null,
    d && !e.error ? /* @__PURE__ */ n(k, { asChild: !0, variant: "outline", children: /* @__PURE__ */ n(A, { to: fo(e.name), children: "Edit" }) }) : null,
    /* @__PURE__ */ s(Y.Root, { positioning: { placement: "bottom-end" }, children: [
      /* @__PURE__ */ n(Y.Trigger, { asChild: !0, children: /* @__PURE__ */ s(k, { loading: l.busy || c.busy, variant: "outline", children: [
        "More ",
        /* @__PURE__ */ n(ar, { "aria-hidden": !0, size: 16 })
      ] }) }),
      /* @__PURE__ */ n(Dn, { children: /* @__PURE__ */ n(Y.Positioner, { children: /* @__PURE__ */ s(Y.Content, { children: [
        e.may_run && h ? /* @__PURE__ */ n(
          Y.Item,
          {
            onClick: () => {
              i("range");
            },
            value: "range",
            children: "Import a range of dates …"
          }
        ) : null,
        e.may_run && e.paused !== null ? /* @__PURE__ */ n(Y.Item, { onClick: () => void l.run(), value: "pause", children: e.paused ? "Resume syncing" : "Pause syncing" }) : null,
        r.can_create && !e.error ? /* @__PURE__ */ n(Y.Item, { asChild: !0, value: "duplicate", children: /* @__PURE__ */ n(A, { to: mo(e.name), children: "Duplicate" }) }) : null,
        e.error ? null : /* @__PURE__ */ n(Y.Item, { onClick: () => void c.run(), value: "yaml", children: "Export as YAML" }),
        d ? /* @__PURE__ */ n(
          Y.Item,
          {
            color: "fg.error",
            onClick: () => {
              i("delete");
            },
            value: "delete",
            children: "Delete …"
          }
        ) : null
      ] }) }) })
    ] }),
    /* @__PURE__ */ n(T, { error: l.error, title: "That was not changed" }),
    /* @__PURE__ */ n(T, { error: c.error, title: "The file was not made" }),
    a === "delete" ? /* @__PURE__ */ n(ea, { dataset: e, onClose: u }) : null,
    a === "range" ? /* @__PURE__ */ n(ra, { dataset: e, onClose: u, onSync: t }) : null
  ] });
}
function dt(e) {
  const [t, o] = w([]), r = J(new AbortController());
  M(() => {
    const u = r.current;
    return () => {
      u.abort();
    };
  }, []);
  const a = (u, d) => {
    o((h) => h.map((m) => m.file === u ? { ...m, ...d } : m));
  };
  async function i(u) {
    a(u, { state: "sending" });
    try {
      return await oo(
        e,
        u,
        (d) => {
          a(u, { share: d });
        },
        r.current.signal
      ), a(u, { state: "done", share: 1 }), !0;
    } catch (d) {
      return Me(d) || a(u, { state: "failed", error: we(d).message }), !1;
    }
  }
  async function l(u) {
    o((h) => [
      ...h.filter((m) => m.state !== "done" && !u.some((p) => p.name === m.file.name)),
      ...u.map((m) => ({ file: m, state: "waiting", share: 0, error: null }))
    ]);
    let d = 0;
    for (const h of u) await i(h) || (d += 1);
    return d;
  }
  const c = Pe(() => {
    o([]);
  }, []);
  return { list: t, send: l, clear: c };
}
const ia = 1e3;
function ut({
  onFiles: e,
  hint: t,
  disabled: o = !1
}) {
  return /* @__PURE__ */ s(
    de.Root,
    {
      acceptedFiles: [],
      disabled: o,
      maxFiles: ia,
      onFileAccept: ({ files: r }) => {
        r.length > 0 && e(r);
      },
      children: [
        /* @__PURE__ */ n(de.HiddenInput, { "aria-label": "Choose files to upload" }),
        /* @__PURE__ */ s(de.Dropzone, { "aria-label": "Drop files here, or press Enter to choose them", minH: "88px", py: 4, width: "full", children: [
          /* @__PURE__ */ n(Ae, { "aria-hidden": !0, boxSize: 5, color: "fg.muted", children: /* @__PURE__ */ n(Wr, {}) }),
          /* @__PURE__ */ s(de.DropzoneContent, { children: [
            /* @__PURE__ */ n("span", { children: "Drop files here, or click to choose them" }),
            /* @__PURE__ */ n(de.Label, { color: "fg.muted", fontSize: "sm", fontWeight: "normal", children: t })
          ] })
        ] })
      ]
    }
  );
}
const la = {
  waiting: "waiting",
  sending: "uploading",
  done: "uploaded",
  failed: "failed"
};
function ht({ uploads: e }) {
  return e.length === 0 ? null : /* @__PURE__ */ n(y, { "aria-label": "Uploads", "aria-live": "polite", as: "ul", gap: 3, listStyleType: "none", children: e.map(({ file: t, state: o, share: r, error: a }) => /* @__PURE__ */ s(y, { as: "li", gap: 1, children: [
    /* @__PURE__ */ s(v, { fontSize: "sm", gap: 3, justifyContent: "space-between", children: [
      /* @__PURE__ */ n(f, { minW: 0, overflowWrap: "anywhere", children: t.name }),
      /* @__PURE__ */ s(f, { color: o === "failed" ? "fg.error" : "fg.muted", flexShrink: 0, children: [
        j(t.size),
        " · ",
        la[o]
      ] })
    ] }),
    o === "sending" ? /* @__PURE__ */ n(
      se.Root,
      {
        "aria-label": `Upload of ${t.name}`,
        colorPalette: "brand",
        size: "xs",
        value: Math.round(r * 100),
        children: /* @__PURE__ */ n(se.Track, { children: /* @__PURE__ */ n(se.Range, {}) })
      }
    ) : null,
    a ? /* @__PURE__ */ n(f, { color: "fg.error", fontSize: "sm", role: "alert", children: a }) : null
  ] }, t.name)) });
}
function pt({ types: e }) {
  return /* @__PURE__ */ n(y, { as: "ul", gap: 0, listStyleType: "none", children: e.map((t) => /* @__PURE__ */ n($, { as: "li", borderTopWidth: "1px", py: 2, children: /* @__PURE__ */ n(sa, { type: t }) }, t.id)) });
}
function sa({ type: e }) {
  const { icon: t } = Ee(e.id);
  return /* @__PURE__ */ s(y, { gap: 1, children: [
    /* @__PURE__ */ s(v, { columnGap: 3, flexWrap: "wrap", rowGap: 1, children: [
      /* @__PURE__ */ n(ce, { name: t }),
      /* @__PURE__ */ n(f, { flex: "1", fontSize: "sm", fontWeight: "medium", children: e.label }),
      /* @__PURE__ */ n(
        f,
        {
          color: "fg.muted",
          fontSize: "sm",
          fontVariantNumeric: "tabular-nums",
          order: { base: 2, md: 0 },
          ps: { base: 8, md: 0 },
          width: { base: "full", md: "auto" },
          children: e.so_far ? ca(e.so_far) : dn(e.records, e.bytes)
        }
      ),
      /* @__PURE__ */ n($, { minW: { md: "104px" }, textAlign: "end", children: /* @__PURE__ */ n(_e, { state: e.state }) })
    ] }),
    e.why ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", ps: 8, children: e.why }) : null,
    e.note ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", ps: 8, children: e.note }) : null
  ] });
}
function ca({ records: e, most: t }) {
  return t === null ? `${Z(e, "record")} so far` : `${Co(e)} of at most ${Z(t, "record")} so far`;
}
function dn(e, t) {
  return [e === null ? "" : Z(e, "record"), t === null ? "" : j(t)].filter((r) => r !== "").join(" · ");
}
function da({ dataset: e, files: t, onDelete: o }) {
  return /* @__PURE__ */ n(y, { as: "ul", gap: 0, listStyleType: "none", children: t.map((r) => /* @__PURE__ */ n($, { as: "li", borderTopWidth: "1px", py: 2.5, children: /* @__PURE__ */ n(ua, { dataset: e.name, file: r, ...o ? { onDelete: o } : {} }) }, r.key)) });
}
function ua({
  dataset: e,
  file: t,
  onDelete: o
}) {
  return /* @__PURE__ */ s(v, { alignItems: "flex-start", gap: 3, children: [
    t.data_type === null ? /* @__PURE__ */ n(an, { "aria-hidden": !0, size: 20, strokeWidth: 1.75 }) : /* @__PURE__ */ n(ha, { id: t.data_type }),
    /* @__PURE__ */ s(Je, { alignItems: "center", columnGap: 3, flex: "1", flexWrap: "wrap", minW: 0, rowGap: 1, children: [
      /* @__PURE__ */ s(y, { flex: "1 1 240px", gap: 0, minW: 0, children: [
        /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 2, children: [
          /* @__PURE__ */ n(O, { asChild: !0, fontSize: "sm", fontWeight: "medium", overflowWrap: "anywhere", children: /* @__PURE__ */ n(A, { to: fn(e, t.key), children: t.name }) }),
          t.kind === "history" ? /* @__PURE__ */ n(K, { colorPalette: "blue", title: t.window ?? void 0, children: "history" }) : null,
          t.kind === "upload" ? /* @__PURE__ */ n(K, { colorPalette: "teal", children: "uploaded" }) : null
        ] }),
        /* @__PURE__ */ s(f, { color: "fg.muted", fontSize: "sm", children: [
          t.window ? `${t.window} · ` : "",
          "changed ",
          /* @__PURE__ */ n(F, { at: t.last_changed }),
          t.first_imported ? /* @__PURE__ */ s(R, { children: [
            ", first imported ",
            /* @__PURE__ */ n(F, { at: t.first_imported })
          ] }) : null
        ] })
      ] }),
      /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", fontVariantNumeric: "tabular-nums", children: dn(t.records, t.size) }),
      /* @__PURE__ */ s(v, { gap: 1, children: [
        /* @__PURE__ */ n(k, { asChild: !0, size: "xs", variant: "outline", children: /* @__PURE__ */ n(A, { "aria-label": `Read ${t.name}`, to: fn(e, t.key), children: "Read" }) }),
        /* @__PURE__ */ n(k, { asChild: !0, size: "xs", variant: "outline", children: /* @__PURE__ */ n("a", { "aria-label": `Download ${t.name}`, download: t.name, href: Bn(e, t.key), children: "Download" }) }),
        o && t.kind === "upload" ? /* @__PURE__ */ n(
          k,
          {
            "aria-label": `Delete ${t.name}`,
            colorPalette: "red",
            onClick: () => {
              o(t);
            },
            size: "xs",
            variant: "ghost",
            children: "Delete"
          }
        ) : null
      ] })
    ] })
  ] });
}
function ha({ id: e }) {
  return /* @__PURE__ */ n(ce, { name: Ee(e).icon });
}
function pa({ dataset: e, stamp: t }) {
  const o = N(() => to(e.name), `${e.name}|${t}`), [r, a] = w(o.data);
  o.data && o.data !== r && a(o.data);
  const [i, l] = w(), c = dt(e.name), u = G(async (p) => {
    await ro(e.name, p.name), l(void 0), o.reload();
  }), d = o.data ?? r, h = d?.files.reduce((p, b) => p + b.size, 0) ?? 0, m = e.may_edit;
  return /* @__PURE__ */ s(
    E,
    {
      hint: d ? `${Z(d.files.length, "file")}, ${j(h)}` : "In the dataset’s storage",
      title: "Files",
      children: [
        /* @__PURE__ */ s(y, { gap: 4, children: [
          /* @__PURE__ */ n(T, { error: o.error, onRetry: o.reload, title: "The storage did not answer" }),
          !d && o.loading ? /* @__PURE__ */ n(H, { rows: 4, what: "the files" }) : null,
          d?.files.length === 0 ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "There are no files yet. The first sync makes them." }) : null,
          d && d.files.length > 0 ? /* @__PURE__ */ n(da, { dataset: e, files: d.files, ...m ? { onDelete: l } : {} }) : null,
          d?.truncated ? /* @__PURE__ */ n(S, { status: "info", children: "The folder holds more files than are listed here." }) : null,
          /* @__PURE__ */ n(ht, { uploads: c.list }),
          m ? /* @__PURE__ */ n(
            ut,
            {
              hint: "They become part of this dataset; a sync never touches them.",
              onFiles: (p) => {
                c.send(p).then(o.reload);
              }
            }
          ) : null
        ] }),
        i ? /* @__PURE__ */ n(
          Ce,
          {
            busy: u.busy,
            doing: "Delete file",
            error: u.error,
            onClose: () => {
              l(void 0);
            },
            onConfirm: () => void u.run(i),
            title: "Delete this file?",
            children: /* @__PURE__ */ s(f, { fontSize: "sm", overflowWrap: "anywhere", children: [
              /* @__PURE__ */ n("strong", { children: i.name }),
              " was uploaded here. It is deleted from the storage for good."
            ] })
          }
        ) : null
      ]
    }
  );
}
const fa = 1500, ga = ["waiting", "running"];
function ma({ dataset: e, runId: t, onEnd: o, onClose: r, onResume: a }) {
  const { data: i, error: l, reload: c, loading: u } = N(() => no(e.name, t), t), d = i?.state === "success" || i?.state === "failed";
  cn(c, fa, !d);
  const h = J(!1);
  return M(() => {
    !d || h.current || (h.current = !0, o());
  }), /* @__PURE__ */ s(
    E,
    {
      actions: d ? /* @__PURE__ */ n(k, { onClick: r, size: "sm", variant: "ghost", children: "Close" }) : null,
      hint: /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: et(e.dag_id, t), children: "Open the run in Airflow" }) }),
      title: i?.range ? `Import of ${ct(i.range)}` : "Sync",
      children: [
        /* @__PURE__ */ n(T, { error: l, onRetry: c, title: "The run could not be followed" }),
        !i && u ? /* @__PURE__ */ n(H, { rows: e.data_types.length, what: "the run" }) : null,
        i ? /* @__PURE__ */ n(ya, { run: i }) : null,
        e.paused && i?.state === "queued" ? /* @__PURE__ */ n(wa, { dataset: e, onResume: a }) : null,
        i ? /* @__PURE__ */ n(pt, { types: i.types }) : null
      ]
    }
  );
}
function ya({ run: e }) {
  const t = e.types.filter((a) => !ga.includes(a.state)).length, o = e.state === "success" || e.state === "failed", r = o ? { success: "Finished.", failed: "Finished; at least one type failed, see below." }[e.state] : e.state === "queued" ? "Waiting for Airflow to begin …" : `Running: ${t} of ${e.types.length} types are done.`;
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(v, { "aria-live": "polite", fontSize: "sm", gap: 2, mb: 3, role: "status", children: [
      o ? /* @__PURE__ */ n(_e, { state: e.state }) : /* @__PURE__ */ n(ye, { "aria-hidden": !0, size: "sm" }),
      /* @__PURE__ */ n(f, { children: r })
    ] }),
    /* @__PURE__ */ n(
      se.Root,
      {
        "aria-label": "Progress of the sync",
        colorPalette: e.state === "failed" ? "failed" : "brand",
        max: Math.max(e.types.length, 1),
        mb: 3,
        size: "xs",
        value: o ? Math.max(e.types.length, 1) : t,
        children: /* @__PURE__ */ n(se.Track, { children: /* @__PURE__ */ n(se.Range, {}) })
      }
    )
  ] });
}
function wa({ dataset: e, onResume: t }) {
  const o = G(async () => {
    await tt(e.dag_id, !1), t();
  });
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ n(
      S,
      {
        action: /* @__PURE__ */ n(k, { loading: o.busy, onClick: () => void o.run(), size: "xs", variant: "outline", children: "Resume syncing" }),
        status: "warning",
        title: "Syncing is paused",
        children: "Airflow begins no run of a paused dataset, also none that was started by hand."
      }
    ),
    /* @__PURE__ */ n(T, { error: o.error, title: "That was not changed" })
  ] });
}
const ba = { scheduled: "Scheduled sync", manual: "Sync by hand", backfill: "Backfill" };
function ka({ dataset: e, runs: t, onFollow: o }) {
  const r = t.data?.runs;
  return /* @__PURE__ */ s(E, { hint: "The most recent first.", title: "Runs", children: [
    /* @__PURE__ */ n(T, { error: t.error, onRetry: t.reload, title: "The runs could not be loaded" }),
    !r && t.loading ? /* @__PURE__ */ n(H, { rows: 3, what: "the runs" }) : null,
    r?.length === 0 ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "There has been no run yet." }) : null,
    /* @__PURE__ */ n(ae.Root, { collapsible: !0, lazyMount: !0, multiple: !0, children: r?.map((a) => /* @__PURE__ */ s(ae.Item, { value: a.run_id, children: [
      /* @__PURE__ */ s(ae.ItemTrigger, { children: [
        /* @__PURE__ */ s(v, { columnGap: 3, flex: "1", flexWrap: "wrap", fontSize: "sm", rowGap: 1, children: [
          /* @__PURE__ */ n(_e, { state: a.state }),
          /* @__PURE__ */ n(f, { fontWeight: "medium", children: va(a) }),
          /* @__PURE__ */ n(f, { color: "fg.muted", fontWeight: "normal", children: /* @__PURE__ */ n(Ca, { run: a }) })
        ] }),
        /* @__PURE__ */ n(ae.ItemIndicator, {})
      ] }),
      /* @__PURE__ */ n(ae.ItemContent, { children: /* @__PURE__ */ n(ae.ItemBody, { children: /* @__PURE__ */ s(y, { gap: 2, children: [
        /* @__PURE__ */ n(pt, { types: a.types }),
        /* @__PURE__ */ s(v, { gap: 4, children: [
          /* @__PURE__ */ n(O, { asChild: !0, fontSize: "sm", variant: "underline", children: /* @__PURE__ */ n(A, { to: et(e.dag_id, a.run_id), children: "Open in Airflow" }) }),
          a.ended === null ? /* @__PURE__ */ n(
            k,
            {
              onClick: () => {
                o(a.run_id);
              },
              size: "xs",
              variant: "outline",
              children: "Follow"
            }
          ) : null
        ] })
      ] }) }) })
    ] }, a.run_id)) })
  ] });
}
function va(e) {
  return e.range ? `Import of ${ct(e.range)}` : ba[e.kind] ?? "Sync";
}
function Ca({ run: e }) {
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ n(F, { at: e.started ?? e.at }),
    e.started && e.ended ? `, ${So(e.started, e.ended)}` : "",
    e.by ? `, by ${e.by}` : ""
  ] });
}
function _a({ dataset: e, onSync: t }) {
  const [o, r] = w([]), a = (i) => {
    t.run({ data_types: i }).then((l) => {
      l && r([]);
    });
  };
  return /* @__PURE__ */ n(
    E,
    {
      actions: o.length > 0 ? /* @__PURE__ */ s(
        k,
        {
          disabled: t.busy,
          onClick: () => {
            a(o);
          },
          size: "sm",
          children: [
            "Sync ",
            Z(o.length, "chosen type")
          ]
        }
      ) : null,
      hint: "Each type has a file of its own, which a sync makes anew. One that fails or is skipped leaves its old file and the other types alone.",
      title: "Data types",
      children: /* @__PURE__ */ n(y, { as: "ul", gap: 0, listStyleType: "none", children: e.types.map((i) => /* @__PURE__ */ n($, { as: "li", borderTopWidth: "1px", py: 2.5, children: /* @__PURE__ */ n(
        xa,
        {
          busy: t.busy,
          checked: o.includes(i.id),
          may: e.may_run,
          onSync: () => {
            a([i.id]);
          },
          onToggle: (l) => {
            r(l ? [...o, i.id] : o.filter((c) => c !== i.id));
          },
          scheduled: e.schedule !== null,
          type: i
        }
      ) }, i.id)) })
    }
  );
}
function xa({ type: e, may: t, busy: o, checked: r, scheduled: a, onToggle: i, onSync: l }) {
  const { label: c, icon: u } = Ee(e.id);
  return /* @__PURE__ */ s(y, { gap: 1, children: [
    /* @__PURE__ */ s(v, { columnGap: 3, flexWrap: "wrap", rowGap: 1, children: [
      t ? /* @__PURE__ */ n(te, { checked: r, label: `Choose ${c}`, onChange: i }) : null,
      /* @__PURE__ */ n(ce, { name: u }),
      /* @__PURE__ */ s(v, { flex: "1", flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ n(f, { fontSize: "sm", fontWeight: "medium", children: c }),
        a && !e.synced ? /* @__PURE__ */ n(K, { title: "The schedule leaves this type out.", children: "by hand only" }) : null
      ] }),
      /* @__PURE__ */ n($, { flexBasis: "full", hideFrom: "md", order: 2 }),
      /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", order: { base: 3, md: 1 }, children: e.last ? dn(e.last.records, e.last.bytes) : "" }),
      /* @__PURE__ */ n(
        f,
        {
          color: "fg.muted",
          flex: { base: "1", md: "none" },
          fontSize: "sm",
          minW: "96px",
          order: { base: 3, md: 1 },
          textAlign: { md: "end" },
          children: e.last ? /* @__PURE__ */ n(F, { at: e.last.at, relative: !0 }) : null
        }
      ),
      /* @__PURE__ */ n($, { minW: { md: "100px" }, order: 1, textAlign: "end", children: /* @__PURE__ */ n(_e, { state: e.last?.state }) }),
      t ? /* @__PURE__ */ n(
        k,
        {
          "aria-label": `Sync ${c} now`,
          disabled: o,
          onClick: l,
          order: { base: 3, md: 1 },
          size: "xs",
          variant: "outline",
          children: "Sync"
        }
      ) : null
    ] }),
    e.last?.why ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", maxW: "90ch", overflowWrap: "anywhere", ps: 8, children: e.last.why }) : null
  ] });
}
const Ta = 20, Sa = 1e4;
function $a() {
  const { name: e = "" } = Ze(), t = N(() => tn(e), e);
  return t.data ? /* @__PURE__ */ n(Ia, { dataset: t.data, error: t.error, reload: t.reload }) : /* @__PURE__ */ n(X, { title: e, children: t.error ? /* @__PURE__ */ n(T, { error: t.error, onRetry: t.reload, title: "The dataset could not be loaded" }) : /* @__PURE__ */ n(H, { rows: 6, what: "the dataset" }) });
}
function Ia({ dataset: e, error: t, reload: o }) {
  const r = N(() => eo(e.name, Ta), e.name), [a, i] = Ra(r.data?.runs), [l, c] = w(0), u = () => {
    o(), r.reload();
  };
  cn(u, Sa, a === null);
  const d = G(async (h) => {
    await ot(e.dag_id, e.data_types), i(await nt(e.dag_id, h)), r.reload();
  });
  return /* @__PURE__ */ n(
    X,
    {
      actions: /* @__PURE__ */ n(aa, { dataset: e, onChange: u, onSync: d }),
      lead: /* @__PURE__ */ n(za, { dataset: e }),
      title: e.name,
      children: /* @__PURE__ */ s(y, { gap: 5, children: [
        /* @__PURE__ */ n(T, { error: t, onRetry: o, title: "The dataset could not be refreshed" }),
        /* @__PURE__ */ n(T, { error: d.error, title: "The sync was not started" }),
        e.error ? /* @__PURE__ */ n(S, { live: !1, status: "error", title: "This definition cannot be used", children: e.error }) : null,
        e.conn_ok || e.error ? null : /* @__PURE__ */ n(Aa, { dataset: e }),
        a ? /* @__PURE__ */ n(
          ma,
          {
            dataset: e,
            onClose: () => {
              i(null);
            },
            onEnd: () => {
              c((h) => h + 1), u();
            },
            onResume: u,
            runId: a
          },
          a
        ) : null,
        e.error ? null : /* @__PURE__ */ s(R, { children: [
          /* @__PURE__ */ n(_a, { dataset: e, onSync: d }),
          /* @__PURE__ */ n(pa, { dataset: e, stamp: l })
        ] }),
        /* @__PURE__ */ n(ka, { dataset: e, onFollow: i, runs: r }),
        e.definition && !e.error ? /* @__PURE__ */ n(E, { title: "About this dataset", children: /* @__PURE__ */ n(Jn, { facts: Wa(e, e.definition) }) }) : null
      ] })
    }
  );
}
function Ra(e) {
  const [t] = We(), [o, r] = w(t.get("run") ?? void 0), a = e?.find((i) => i.state === "running" || i.state === "queued");
  return [o === void 0 ? a?.run_id ?? null : o, r];
}
function za({ dataset: e }) {
  return /* @__PURE__ */ s(y, { alignItems: "flex-start", gap: 1, children: [
    e.description ? /* @__PURE__ */ n("span", { children: e.description }) : null,
    /* @__PURE__ */ s(y, { alignItems: "center", direction: "row", flexWrap: "wrap", gap: 2, children: [
      e.error ? null : /* @__PURE__ */ n("span", { children: it(e.schedule) }),
      /* @__PURE__ */ n(st, { row: e })
    ] })
  ] });
}
function Aa({ dataset: e }) {
  return /* @__PURE__ */ n(S, { status: "warning", title: "This dataset has no working Gong account", children: e.mine ? /* @__PURE__ */ s(R, { children: [
    "Its runs fail until you",
    " ",
    /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: he, children: "connect your Gong account" }) }),
    ". The files stay."
  ] }) : /* @__PURE__ */ s(R, { children: [
    "Its runs fail until ",
    e.owner || "its owner",
    " connects a Gong account. The files stay."
  ] }) });
}
function Wa(e, t) {
  return [
    ["Owner", e.owner || "nobody"],
    [
      "Next sync",
      e.next_sync && !e.paused ? /* @__PURE__ */ n(F, { at: e.next_sync }, "next") : "none is planned"
    ],
    ["Files go to", `${t.bucket}/${t.prefix}`],
    ["Connections", `${t.gong_conn_id} (Gong), ${t.aws_conn_id} (storage)`],
    [
      "Records per type",
      t.limit === null ? "all" : `the ${t.limit.toLocaleString("en")} most recent`
    ],
    [
      "Looks back",
      t.lookback_days === null ? "a year; user stats 30 days" : `${t.lookback_days} days`
    ],
    ["Private calls", t.include_private_calls ? "included" : "left out"],
    [
      "Runs in Airflow as",
      /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: sn(e.dag_id), children: e.dag_id }) }, "dag")
    ]
  ];
}
function Pa(e, t, o) {
  const r = xn(t), a = [];
  if (r === "") return a;
  for (const [i, l] of e.entries()) {
    const c = xn(l);
    for (let u = c.indexOf(r); u >= 0; u = c.indexOf(r, u + r.length))
      if (a.push({ piece: i, start: u }), a.length >= o) return a;
  }
  return a;
}
function xn(e) {
  const t = e.toLowerCase();
  return t.length === e.length ? t : e;
}
function Ma(e, t, o) {
  const r = [];
  let a = 0;
  for (const i of t)
    i > a && r.push({ text: e.slice(a, i), at: a, match: !1 }), r.push({ text: e.slice(i, i + o), at: i, match: !0 }), a = i + o;
  return a < e.length && r.push({ text: e.slice(a), at: a, match: !1 }), r;
}
const Ye = 2e3, Ea = 200;
function Da({ pieces: e }) {
  const [t, o] = w(""), [r, a] = w(0), i = xe(t, Ea), l = hn(() => Pa(e, i, Ye), [e, i]), c = l.length > 0 ? r % l.length : -1, u = hn(
    () => e.map((p, b) => l.filter(({ piece: _ }) => _ === b).map(({ start: _ }) => _)),
    [e, l]
  ), d = l[c], h = J(null);
  M(() => {
    h.current?.querySelector("[data-current]")?.scrollIntoView({ block: "center" });
  }, [c, i]);
  const m = (p) => {
    l.length > 0 && a((c + p + l.length) % l.length);
  };
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(v, { bg: "bg", flexWrap: "wrap", gap: 2, position: "sticky", py: 2, top: 0, zIndex: 1, children: [
      /* @__PURE__ */ n(
        U,
        {
          "aria-label": "Search in the text shown",
          flex: "1 1 200px",
          maxW: "360px",
          onChange: (p) => {
            o(p.target.value), a(0);
          },
          onKeyDown: (p) => {
            p.key === "Enter" && m(p.shiftKey ? -1 : 1);
          },
          placeholder: "Search in what is shown",
          size: "sm",
          type: "search",
          value: t
        }
      ),
      /* @__PURE__ */ n(
        k,
        {
          disabled: l.length === 0,
          onClick: () => {
            m(-1);
          },
          size: "sm",
          variant: "outline",
          children: "Previous"
        }
      ),
      /* @__PURE__ */ n(
        k,
        {
          disabled: l.length === 0,
          onClick: () => {
            m(1);
          },
          size: "sm",
          variant: "outline",
          children: "Next"
        }
      ),
      /* @__PURE__ */ n(f, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", role: "status", children: Na(i, l.length, c) })
    ] }),
    /* @__PURE__ */ n($, { borderWidth: "1px", p: { base: 3, md: 5 }, ref: h, rounded: "lg", children: e.map((p, b) => /* @__PURE__ */ n(
      Ua,
      {
        current: d?.piece === b ? d.start : -1,
        length: i.length,
        starts: u[b] ?? [],
        text: p
      },
      b
    )) })
  ] });
}
function Na(e, t, o) {
  return e === "" ? "" : t === 0 ? "not found in what is shown" : `${o + 1} of ${t >= Ye ? `the first ${Ye}` : t}`;
}
const Ua = It(function({ text: t, starts: o, length: r, current: a }) {
  return /* @__PURE__ */ n(
    $,
    {
      as: "pre",
      css: { contentVisibility: "auto" },
      fontFamily: "mono",
      fontSize: "sm",
      lineHeight: "1.6",
      overflowWrap: "anywhere",
      whiteSpace: "pre-wrap",
      children: Ma(t, o, r).map(
        (i) => i.match ? /* @__PURE__ */ n(
          bt,
          {
            bg: i.at === a ? "orange.emphasized" : "yellow.muted",
            color: "fg",
            "data-current": i.at === a ? "" : void 0,
            children: i.text
          },
          i.at
        ) : i.text
      )
    }
  );
});
function Oa() {
  const { name: e = "" } = Ze(), [t] = We(), o = t.get("key") ?? "", r = N(() => pn(e, o, 0), `${e}|${o}`), [a, i] = w([]), l = a.length > 0 ? a.at(-1)?.next ?? null : r.data?.next_offset ?? null, c = G(async () => {
    const d = await pn(e, o, l ?? 0);
    i((h) => [...h, { text: d.text, next: d.next_offset }]);
  }), u = r.data?.size ?? 0;
  return /* @__PURE__ */ n(
    X,
    {
      actions: /* @__PURE__ */ n(k, { asChild: !0, variant: "outline", children: /* @__PURE__ */ n("a", { download: !0, href: Bn(e, o), children: "Download" }) }),
      lead: /* @__PURE__ */ s(R, { children: [
        "A file of",
        " ",
        /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: re(e), children: e }) }),
        r.data ? `, ${j(u)}` : ""
      ] }),
      title: o.split("/").at(-1) ?? o,
      children: /* @__PURE__ */ s(y, { gap: 4, children: [
        /* @__PURE__ */ n(T, { error: r.error, onRetry: r.reload, title: "The file could not be read" }),
        !r.data && r.loading ? /* @__PURE__ */ n(H, { rows: 10, what: "the file" }) : null,
        r.data ? /* @__PURE__ */ n(Da, { pieces: [r.data.text, ...a.map((d) => d.text)] }) : null,
        /* @__PURE__ */ n(T, { error: c.error, title: "The next part could not be read" }),
        l === null ? null : /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 3, children: [
          /* @__PURE__ */ n(k, { loading: c.busy, loadingText: "Reading", onClick: () => void c.run(), variant: "outline", children: "Show more" }),
          /* @__PURE__ */ s(f, { color: "fg.muted", fontSize: "sm", children: [
            j(l),
            " of ",
            j(u),
            " are shown."
          ] })
        ] }),
        r.data && l === null ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "This is the end of the file." }) : null
      ] })
    }
  );
}
const pe = 50, Ga = 300, La = 15e3;
function Fa() {
  const e = D(), [t, o] = w(""), [r, a] = w(0), i = xe(t.trim(), Ga), l = N(() => Kt(i, r, pe), `${i}|${r}`);
  cn(l.reload, La, !0);
  const c = l.data?.total ?? 0, u = l.data !== void 0 && c === 0;
  return /* @__PURE__ */ n(
    X,
    {
      actions: e.can_create ? /* @__PURE__ */ n(k, { asChild: !0, colorPalette: "brand", children: /* @__PURE__ */ n(A, { to: on, children: "New dataset" }) }) : null,
      lead: "Text files made from Gong, kept up to date in your storage.",
      title: "Datasets",
      children: /* @__PURE__ */ s(y, { gap: 4, children: [
        /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 4, hidden: u && i === "", justifyContent: "space-between", children: [
          /* @__PURE__ */ n(
            U,
            {
              "aria-label": "Search datasets",
              flex: "1 1 220px",
              maxW: "420px",
              onChange: (d) => {
                o(d.target.value), a(0);
              },
              placeholder: "Search by name, description or owner",
              type: "search",
              value: t
            }
          ),
          /* @__PURE__ */ n(f, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", role: "status", children: l.data ? Z(c, "dataset") : "" })
        ] }),
        /* @__PURE__ */ n(T, { error: l.error, onRetry: l.reload, title: "The datasets could not be loaded" }),
        !l.data && l.loading ? /* @__PURE__ */ n(H, { rows: 6, what: "the datasets" }) : null,
        u && i !== "" ? /* @__PURE__ */ s(S, { status: "info", children: [
          "No dataset has “",
          i,
          "” in its name, description or owner."
        ] }) : null,
        u && i === "" ? /* @__PURE__ */ n(Ha, {}) : null,
        l.data && c > 0 ? /* @__PURE__ */ n(Kr, { rows: l.data.datasets }) : null,
        c > pe ? /* @__PURE__ */ n(ja, { offset: r, onMove: a, total: c }) : null
      ] })
    }
  );
}
function Ha() {
  const e = D();
  return /* @__PURE__ */ n($e.Root, { children: /* @__PURE__ */ s($e.Content, { children: [
    /* @__PURE__ */ s(Ct, { gap: 1, textAlign: "center", children: [
      /* @__PURE__ */ n($e.Title, { children: "No datasets yet" }),
      /* @__PURE__ */ n($e.Description, { maxW: "52ch", children: "A dataset is a folder of text files: choose what you want from Gong, such as calls and transcripts, and where the files go. It takes about a minute." })
    ] }),
    e.can_create ? /* @__PURE__ */ n(k, { asChild: !0, colorPalette: "brand", mt: 2, children: /* @__PURE__ */ n(A, { to: on, children: "New dataset" }) }) : null
  ] }) });
}
function ja({ offset: e, total: t, onMove: o }) {
  const r = Math.min(e + pe, t);
  return /* @__PURE__ */ s(v, { "aria-label": "Pages", as: "nav", gap: 3, justifyContent: "center", children: [
    /* @__PURE__ */ n(
      k,
      {
        disabled: e === 0,
        onClick: () => {
          o(Math.max(0, e - pe));
        },
        size: "sm",
        variant: "outline",
        children: "Previous"
      }
    ),
    /* @__PURE__ */ s(f, { fontSize: "sm", children: [
      e + 1,
      "–",
      r,
      " of ",
      t
    ] }),
    /* @__PURE__ */ n(
      k,
      {
        disabled: r >= t,
        onClick: () => {
          o(e + pe);
        },
        size: "sm",
        variant: "outline",
        children: "Next"
      }
    )
  ] });
}
const ft = {
  name: "",
  description: "",
  owner: "",
  tags: [],
  gong_conn_id: "",
  aws_conn_id: "",
  bucket: "",
  prefix: "",
  data_types: [],
  sync: null,
  limit: 100,
  lookback_days: null,
  workspace_ids: [],
  include_private_calls: !1
}, Tn = {
  name: "Name",
  description: "Description",
  owner: "Owner",
  tags: "Tags",
  gong_conn_id: "Gong account",
  aws_conn_id: "Storage connection",
  bucket: "Bucket",
  prefix: "Folder",
  data_types: "Data types",
  sync: "Sync",
  limit: "Records per type",
  lookback_days: "Days back",
  workspace_ids: "Workspaces",
  include_private_calls: "Private calls"
};
function Ba(e, t) {
  return Object.keys(Tn).filter((o) => JSON.stringify(e[o]) !== JSON.stringify(t[o])).map((o) => ({ label: Tn[o], mine: Sn(e[o]), theirs: Sn(t[o]) }));
}
function Sn(e) {
  return e === null ? "none" : typeof e == "boolean" ? e ? "yes" : "no" : Array.isArray(e) ? e.length > 0 ? ge(e) : "all" : typeof e == "object" ? `${e.schedule}: ${ge(e.data_types)}` : e === "" ? "nothing" : String(e);
}
function Ve(e) {
  return e.prefix || (e.name ? `${e.name}/` : "");
}
function un(e) {
  const { sync: t, data_types: o } = e, r = t?.data_types.filter((a) => o.includes(a)) ?? [];
  return {
    ...e,
    prefix: Ve(e),
    sync: t && { ...t, data_types: r.length > 0 ? r : o }
  };
}
const Ke = "gong-draft:";
function $n(e) {
  try {
    const t = JSON.parse(sessionStorage.getItem(Ke + e) ?? "null");
    return be(t) && Array.isArray(t.data_types) ? { ...ft, ...t } : null;
  } catch {
    return null;
  }
}
function Fe(e, t) {
  try {
    t ? sessionStorage.setItem(Ke + e, JSON.stringify(t)) : sessionStorage.removeItem(Ke + e);
  } catch {
  }
}
function qa(e) {
  if (e?.status !== 409 || typeof e.body.version != "string") return null;
  const t = e.body.changed_by;
  return {
    definition: e.body.definition,
    version: e.body.version,
    by: typeof t == "string" ? t : "Somebody else"
  };
}
function Ya({ mine: e, other: t, busy: o, onMine: r, onTheirs: a }) {
  const i = Ba(e, t.definition), l = J(null);
  return M(() => {
    l.current?.focus(), l.current?.scrollIntoView({ block: "nearest" });
  }, [t.version]), /* @__PURE__ */ n($, { outline: "none", ref: l, tabIndex: -1, children: /* @__PURE__ */ n(S, { status: "warning", title: `${t.by} saved this dataset while you were editing it`, children: /* @__PURE__ */ s(y, { gap: 3, children: [
    /* @__PURE__ */ n(f, { children: "Nothing of yours is lost, and nothing of theirs. Choose which version is to stand:" }),
    /* @__PURE__ */ n(C.ScrollArea, { bg: "bg", color: "fg", position: "relative", rounded: "md", children: /* @__PURE__ */ s(C.Root, { size: "sm", children: [
      /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ n(C.Row, { children: ["", "Yours", `${t.by}’s`].map((c) => /* @__PURE__ */ n(C.ColumnHeader, { children: c }, c)) }) }),
      /* @__PURE__ */ n(C.Body, { children: i.map((c) => /* @__PURE__ */ s(C.Row, { children: [
        /* @__PURE__ */ n(C.Cell, { fontWeight: "medium", children: c.label }),
        /* @__PURE__ */ n(C.Cell, { overflowWrap: "anywhere", children: c.mine }),
        /* @__PURE__ */ n(C.Cell, { overflowWrap: "anywhere", children: c.theirs })
      ] }, c.label)) })
    ] }) }),
    /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 2, children: [
      /* @__PURE__ */ n(k, { colorPalette: "brand", loading: o, onClick: r, size: "sm", children: "Save mine" }),
      /* @__PURE__ */ n(k, { onClick: a, size: "sm", variant: "outline", children: "Take theirs and go on editing" })
    ] })
  ] }) }) });
}
const Va = {
  list: "List the folder",
  write: "Write a file",
  read: "Read it",
  delete: "Delete it"
};
function Ka({
  form: e,
  storage: t,
  fixed: o
}) {
  const { definition: r, change: a, mistake: i } = e, l = Ln(), c = r.aws_conn_id, u = N(
    () => c ? ao(c) : Promise.resolve({ buckets: [], problem: null }),
    c
  ), [d, h] = w(), m = { aws_conn_id: c, bucket: r.bucket, prefix: Ve(r) }, p = G(async () => {
    h((await io(m)).checks);
  }), b = (g) => {
    h(void 0), p.clear(), a(g);
  }, _ = t.map((g) => ({
    value: g.conn_id,
    label: g.description ? `${g.conn_id}: ${g.description}` : g.conn_id
  }));
  return _.some((g) => g.value === c) || _.unshift({ value: c, label: c || "Choose a connection" }), /* @__PURE__ */ n(E, { hint: "A folder in a bucket of S3 or of a storage that speaks its language.", title: "3. Destination", children: /* @__PURE__ */ s(y, { gap: 4, children: [
    /* @__PURE__ */ n(
      P,
      {
        error: i("aws_conn_id"),
        hint: t.length === 0 ? "No storage is set up. An administrator adds a connection of type Amazon Web Services under Admin › Connections." : void 0,
        label: "Storage",
        children: /* @__PURE__ */ n(
          ze,
          {
            onChange: (g) => {
              b({ aws_conn_id: g });
            },
            options: _,
            value: c
          }
        )
      }
    ),
    /* @__PURE__ */ s(
      P,
      {
        error: i("bucket"),
        hint: u.data?.problem ?? "Choose one or type its name.",
        label: "Bucket",
        required: !0,
        children: [
          /* @__PURE__ */ n(
            U,
            {
              autoComplete: "off",
              list: l,
              onChange: (g) => {
                b({ bucket: g.target.value });
              },
              spellCheck: !1,
              value: r.bucket
            }
          ),
          /* @__PURE__ */ n("datalist", { id: l, children: u.data?.buckets.map((g) => /* @__PURE__ */ n("option", { value: g }, g)) })
        ]
      }
    ),
    /* @__PURE__ */ n(
      P,
      {
        error: i("prefix"),
        hint: o ? "Files that are there already stay in the old folder when you change it." : "The dataset’s own folder. Left empty, it is called like the dataset.",
        label: "Folder (prefix)",
        children: /* @__PURE__ */ n(
          U,
          {
            autoComplete: "off",
            onChange: (g) => {
              b({ prefix: g.target.value });
            },
            placeholder: Ve(r),
            spellCheck: !1,
            value: r.prefix
          }
        )
      }
    ),
    /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 3, children: [
      /* @__PURE__ */ n(
        k,
        {
          disabled: r.bucket === "" || m.prefix === "" || c === "",
          loading: p.busy,
          loadingText: "Testing",
          onClick: () => {
            h(void 0), p.run();
          },
          size: "sm",
          variant: "outline",
          children: "Test"
        }
      ),
      /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "Writes, reads and deletes a small file there." })
    ] }),
    /* @__PURE__ */ n(T, { error: p.error, title: "The test was not made" }),
    d ? /* @__PURE__ */ n(Ja, { checks: d }) : null
  ] }) });
}
function Ja({ checks: e }) {
  return /* @__PURE__ */ n($, { "aria-label": "Result of the test", role: "status", children: /* @__PURE__ */ n(y, { as: "ul", fontSize: "sm", gap: 1, listStyleType: "none", children: e.map(({ name: t, ok: o, message: r }) => /* @__PURE__ */ s(v, { alignItems: "flex-start", as: "li", gap: 2, children: [
    /* @__PURE__ */ n(Ae, { "aria-hidden": !0, color: o ? "fg.success" : "fg.error", mt: 0.5, children: o ? /* @__PURE__ */ n(qe, {}) : /* @__PURE__ */ n(Qn, {}) }),
    /* @__PURE__ */ s(f, { overflowWrap: "anywhere", children: [
      /* @__PURE__ */ s("strong", { children: [
        Va[t],
        ": ",
        o ? "works" : "does not work",
        "."
      ] }),
      " ",
      o ? "" : r
    ] })
  ] }, t)) }) });
}
function Za({ saving: e, definition: t, version: o, isNew: r, conflict: a }) {
  const i = [
    t.name === "" ? "a name" : "",
    t.data_types.length === 0 ? "at least one data type" : "",
    t.bucket === "" ? "a bucket" : ""
  ].filter(Boolean);
  return /* @__PURE__ */ s(y, { gap: 3, children: [
    e.saved !== null && !e.busy ? null : /* @__PURE__ */ n(
      k,
      {
        colorPalette: "brand",
        disabled: i.length > 0 || a,
        loading: e.busy,
        loadingText: r ? "Creating" : "Saving",
        onClick: () => {
          e.save(o);
        },
        size: "lg",
        width: "full",
        children: r ? "Create and import" : "Save"
      }
    ),
    /* @__PURE__ */ n($, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", minH: "21px", role: "status", children: e.stage ? /* @__PURE__ */ s(v, { gap: 2, children: [
      /* @__PURE__ */ n(ye, { "aria-hidden": !0, size: "xs" }),
      e.stage
    ] }) : i.length > 0 ? `Still missing: ${i.join(", ")}.` : r ? "The first import starts at once." : "A sync that is running is not disturbed." }),
    /* @__PURE__ */ n(ht, { uploads: e.uploads.list }),
    a ? null : /* @__PURE__ */ n(
      T,
      {
        error: e.error,
        title: e.saved === null ? "The dataset was not saved" : "The dataset is saved, but something after that failed"
      }
    ),
    e.saved !== null && !e.busy ? /* @__PURE__ */ n(f, { fontSize: "sm", children: /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ s(A, { to: re(e.saved), children: [
      "Go to ",
      e.saved
    ] }) }) }) : null
  ] });
}
const Xa = 100;
function Qa({ form: e }) {
  const { definition: t, change: o, mistake: r } = e, { limit: a, lookback_days: i } = t;
  return /* @__PURE__ */ n(E, { hint: "What stands here suits most.", title: "5. Limits", children: /* @__PURE__ */ s(y, { gap: 5, children: [
    /* @__PURE__ */ s(v, { alignItems: "flex-start", columnGap: 6, flexWrap: "wrap", rowGap: 4, children: [
      /* @__PURE__ */ s(y, { gap: 2, children: [
        /* @__PURE__ */ n(P, { error: r("limit"), hint: "The most recent ones.", label: "Records per type", width: "200px", children: /* @__PURE__ */ n(
          U,
          {
            disabled: a === null,
            inputMode: "numeric",
            min: 1,
            onChange: (l) => {
              o({ limit: In(l.target.value) ?? 0 });
            },
            size: "sm",
            type: "number",
            value: a === null || a === 0 ? "" : a,
            width: "160px"
          }
        ) }),
        /* @__PURE__ */ n(
          te,
          {
            checked: a === null,
            onChange: (l) => {
              o({ limit: l ? null : Xa });
            },
            children: "All there are"
          }
        )
      ] }),
      /* @__PURE__ */ n(
        P,
        {
          error: r("lookback_days"),
          hint: "Empty: a year; user stats 30 days.",
          label: "How many days back",
          width: "240px",
          children: /* @__PURE__ */ n(
            U,
            {
              inputMode: "numeric",
              min: 1,
              onChange: (l) => {
                o({ lookback_days: In(l.target.value) });
              },
              size: "sm",
              type: "number",
              value: i ?? "",
              width: "160px"
            }
          )
        }
      )
    ] }),
    /* @__PURE__ */ n(ei, { form: e }),
    /* @__PURE__ */ n(
      te,
      {
        checked: t.include_private_calls,
        onChange: (l) => {
          o({ include_private_calls: l });
        },
        children: "Include calls that are private in Gong"
      }
    )
  ] }) });
}
function In(e) {
  return e.trim() === "" || Number.isNaN(Number(e)) ? null : Number(e);
}
function ei({ form: e }) {
  const { definition: t, change: o, mistake: r } = e, { gong_conn_id: a, workspace_ids: i } = t, { data: l, error: c, reload: u } = N(
    () => a ? lo(a) : Promise.resolve({ workspaces: [], problem: null }),
    a
  ), d = l?.workspaces ?? [], h = [
    ...d,
    ...i.filter((p) => !d.some((b) => b.id === p)).map((p) => ({ id: p, name: p }))
  ], m = r("workspace_ids");
  return /* @__PURE__ */ s(y, { "aria-label": "Workspaces", gap: 2, role: "group", children: [
    /* @__PURE__ */ n(f, { fontSize: "sm", fontWeight: "medium", children: "Workspaces" }),
    /* @__PURE__ */ n(T, { error: c, onRetry: u, title: "The workspaces could not be loaded" }),
    l?.problem ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: l.problem }) : null,
    /* @__PURE__ */ s(v, { flexWrap: "wrap", gap: 4, children: [
      /* @__PURE__ */ n(
        te,
        {
          checked: i.length === 0,
          onChange: () => {
            o({ workspace_ids: [] });
          },
          children: "All"
        }
      ),
      h.map(({ id: p, name: b }) => /* @__PURE__ */ n(
        te,
        {
          checked: i.includes(p),
          onChange: (_) => {
            o({ workspace_ids: _ ? [...i, p] : i.filter((g) => g !== p) });
          },
          children: b
        },
        p
      ))
    ] }),
    m ? /* @__PURE__ */ n(f, { color: "fg.error", fontSize: "sm", role: "alert", children: m }) : null
  ] });
}
function ni({ form: e, account: t, connections: o }) {
  const { definition: r, change: a, mistake: i } = e, l = o.map((c) => ({
    value: c.conn_id,
    label: c.own ? c.label : `${c.label} (shared)`
  }));
  return !l.some((c) => c.value === r.gong_conn_id) && r.gong_conn_id !== "" && l.unshift({ value: r.gong_conn_id, label: r.gong_conn_id }), /* @__PURE__ */ n(
    E,
    {
      hint: "Gong, with files of your own beside it if you like: add those under “Attached files”.",
      title: "1. Source",
      children: /* @__PURE__ */ s(y, { gap: 4, children: [
        /* @__PURE__ */ n(T, { error: t.error, onRetry: t.reload, title: "Your Gong account could not be checked" }),
        t.data ? /* @__PURE__ */ n(ti, { account: t.data, shared: o.some((c) => !c.own) }) : null,
        !t.data && t.loading ? /* @__PURE__ */ n(H, { rows: 1, what: "your Gong account" }) : null,
        l.length > 0 ? /* @__PURE__ */ n(P, { error: i("gong_conn_id"), label: "Gong account", children: /* @__PURE__ */ n(
          ze,
          {
            onChange: (c) => {
              a({ gong_conn_id: c });
            },
            options: l,
            value: r.gong_conn_id
          }
        ) }) : null
      ] })
    }
  );
}
function ti({ account: e, shared: t }) {
  const o = D(), { pathname: r, search: a } = Un(), i = yo(r + a);
  return e.state === "connected" ? /* @__PURE__ */ s(S, { live: !1, status: "success", children: [
    "Your Gong account is connected.",
    " ",
    /* @__PURE__ */ n(O, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(A, { to: i, children: "Look at it" }) })
  ] }) : /* @__PURE__ */ s(
    S,
    {
      action: o.can_connect ? /* @__PURE__ */ n(k, { asChild: !0, colorPalette: "brand", size: "sm", children: /* @__PURE__ */ n(A, { to: i, children: e.state === "not_connected" ? "Connect Gong" : "Reconnect Gong" }) }) : null,
      live: !1,
      status: "warning",
      title: e.state === "not_connected" ? "No Gong account is connected" : "Your Gong account needs to be connected again",
      children: [
        e.reason ?? "Connect it once; it takes a minute, and what you type here is kept.",
        t ? " Or choose an account below that is shared with you." : ""
      ]
    }
  );
}
const oi = 500, Rn = /* @__PURE__ */ new Map();
function zn(e) {
  const { gong_conn_id: t, limit: o, lookback_days: r, workspace_ids: a, include_private_calls: i } = e;
  return { gong_conn_id: t, limit: o, lookback_days: r, workspace_ids: a, include_private_calls: i };
}
function ri(e, t) {
  const o = JSON.stringify(zn(e)), r = xe(`${o}
${e.data_types.join()}`, oi), [, a] = w(0), i = J(/* @__PURE__ */ new Map());
  M(() => {
    const [c = "", u = ""] = r.split(`
`);
    if (!t || u === "") return;
    const d = He(c), h = u.split(",").filter((p) => !(p in d));
    for (const [p, b] of i.current)
      p !== c && (b.abort(), i.current.delete(p));
    if (h.length === 0) return;
    const m = i.current.get(c) ?? new AbortController();
    i.current.set(c, m);
    for (const p of h) d[p] = "loading";
    An(JSON.parse(c), h, d, m.signal, () => {
      a((p) => p + 1);
    });
  }, [r, t]), M(() => {
    const c = i.current;
    return () => {
      for (const u of c.values()) u.abort();
    };
  }, []);
  const l = (c) => {
    const u = He(o);
    u[c] = "loading", a((d) => d + 1), An(zn(e), [c], u, new AbortController().signal, () => {
      a((d) => d + 1);
    });
  };
  return [He(o), l];
}
function He(e) {
  const t = Rn.get(e) ?? {};
  return Rn.set(e, t), t;
}
async function An(e, t, o, r, a) {
  a();
  let i = "Gong gave no estimate. Try again.";
  try {
    for await (const l of co({ ...e, data_types: t }, r))
      o[l.id] = l, a();
  } catch (l) {
    i = Me(l) ? "" : we(l).message;
  }
  for (const l of t)
    o[l] === "loading" && (i === "" ? Reflect.deleteProperty(o, l) : o[l] = { id: l, state: "failed", records: null, bytes: null, why: i });
  a();
}
function ai(e, t) {
  const o = e.map((a) => t[a]), r = o.flatMap((a) => typeof a == "object" && a.state === "ok" ? [a] : []);
  return {
    bytes: r.reduce((a, i) => a + (i.bytes ?? 0), 0),
    loading: o.some((a) => a === void 0 || a === "loading"),
    partial: r.length < e.length
  };
}
function ii({ types: e, estimates: t, uploads: o, onRemoveType: r, onUploads: a }) {
  const i = ai(e, t), l = o.reduce((d, h) => d + h.size, 0), c = e.length + o.length, u = (d) => {
    a([...o.filter((h) => !d.some((m) => m.name === h.name)), ...d]);
  };
  return /* @__PURE__ */ n(E, { hint: c === 0 ? "Nothing is chosen yet." : Z(c, "file"), title: "Attached files", children: /* @__PURE__ */ s(y, { gap: 3, children: [
    /* @__PURE__ */ s(y, { as: "ul", gap: 0, listStyleType: "none", children: [
      e.map((d) => /* @__PURE__ */ n(
        li,
        {
          estimate: t[d],
          id: d,
          onRemove: () => {
            r(d);
          }
        },
        d
      )),
      o.map((d) => /* @__PURE__ */ n(
        gt,
        {
          icon: /* @__PURE__ */ n(an, { "aria-hidden": !0, size: 20, strokeWidth: 1.75 }),
          label: d.name,
          onRemove: () => {
            a(o.filter((h) => h !== d));
          },
          size: j(d.size)
        },
        d.name
      ))
    ] }),
    c > 0 ? /* @__PURE__ */ s(
      v,
      {
        "aria-live": "polite",
        borderTopWidth: "1px",
        fontSize: "sm",
        fontWeight: "semibold",
        justifyContent: "space-between",
        pt: 3,
        role: "status",
        children: [
          /* @__PURE__ */ n("span", { children: i.partial && !i.loading ? "Together, as far as known" : "Together" }),
          i.loading && e.length > 0 ? /* @__PURE__ */ s(v, { fontWeight: "normal", gap: 2, children: [
            /* @__PURE__ */ n(ye, { "aria-hidden": !0, size: "xs" }),
            "estimating"
          ] }) : /* @__PURE__ */ n("span", { children: i.bytes + l > 0 ? `about ${j(i.bytes + l)}` : "not known" })
        ]
      }
    ) : null,
    /* @__PURE__ */ n(ut, { hint: "They are uploaded when you save.", onFiles: u })
  ] }) });
}
function li({
  id: e,
  estimate: t,
  onRemove: o
}) {
  const { label: r, icon: a } = Ee(e);
  return /* @__PURE__ */ n(gt, { icon: /* @__PURE__ */ n(ce, { name: a }), label: r, onRemove: o, size: si(t) });
}
function si(e) {
  return e === void 0 || e === "loading" ? "…" : { ok: `~ ${j(e.bytes)}`, missing_scope: "no permission", failed: "not known" }[e.state];
}
function gt({
  icon: e,
  label: t,
  size: o,
  onRemove: r
}) {
  return /* @__PURE__ */ s(v, { as: "li", borderTopWidth: "1px", gap: 2, py: 1, children: [
    e,
    /* @__PURE__ */ n($, { flex: "1", fontSize: "sm", minW: 0, overflowWrap: "anywhere", children: t }),
    /* @__PURE__ */ n(f, { color: "fg.muted", flexShrink: 0, fontSize: "sm", fontVariantNumeric: "tabular-nums", children: o }),
    /* @__PURE__ */ n(Mn, { "aria-label": `Remove ${t}`, onClick: r, size: "xs" })
  ] });
}
const Wn = [
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
  { value: "monthly", label: "Every month, on the 1st" },
  { value: "cron", label: "Cron expression (for experts)" }
], ci = "0 6-18/4 * * 1-5";
function di({
  schedule: e,
  form: t,
  onChange: o
}) {
  const r = at(e), [a, i] = w(r.frequency === "cron"), l = a ? "cron" : r.frequency, c = (d) => {
    o(Br({ ...r, ...d }));
  };
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(v, { alignItems: "flex-start", flexWrap: "wrap", gap: 4, children: [
      /* @__PURE__ */ n(P, { label: "How often", width: "260px", children: /* @__PURE__ */ n(ze, { onChange: (d) => {
        const h = Wn.find((m) => m.value === d)?.value ?? "daily";
        i(h === "cron"), c({ frequency: h, cron: ci });
      }, options: Wn, value: l }) }),
      l === "weekly" ? /* @__PURE__ */ n(P, { label: "Day", width: "150px", children: /* @__PURE__ */ n(
        ze,
        {
          onChange: (d) => {
            c({ weekday: Number(d) });
          },
          options: rt.map((d, h) => ({ value: String(h), label: d })),
          value: String(r.weekday)
        }
      ) }) : null,
      l !== "hourly" && l !== "cron" ? /* @__PURE__ */ n(P, { label: "Time (UTC)", width: "130px", children: /* @__PURE__ */ n(
        U,
        {
          onChange: (d) => {
            d.target.value && c({ at: d.target.value });
          },
          size: "sm",
          type: "time",
          value: r.at
        }
      ) }) : null,
      a ? /* @__PURE__ */ n(
        P,
        {
          error: t.mistake("sync.schedule"),
          hint: "Minute, hour, day of the month, month, day of the week; in UTC.",
          label: "Cron expression",
          width: "260px",
          children: /* @__PURE__ */ n(
            U,
            {
              onChange: (d) => {
                o(d.target.value);
              },
              size: "sm",
              spellCheck: !1,
              value: e
            }
          )
        }
      ) : null
    ] }),
    /* @__PURE__ */ n(ui, { schedule: e })
  ] });
}
function ui({ schedule: e }) {
  const { server_time_zone: t } = D(), o = Kn(), r = xe(e, 400), { data: a, error: i } = N(() => so(r), r);
  if (i) return /* @__PURE__ */ n(T, { error: i, title: "The next times could not be found" });
  if (a?.problem)
    return /* @__PURE__ */ n(f, { color: "fg.error", fontSize: "sm", role: "alert", children: a.problem });
  const l = o === t ? [o] : [o, t];
  return /* @__PURE__ */ n(C.ScrollArea, { borderWidth: "1px", maxW: "640px", minH: "132px", position: "relative", rounded: "md", children: /* @__PURE__ */ s(C.Root, { "aria-label": "The next three syncs", size: "sm", children: [
    /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ n(C.Row, { children: l.map((c) => /* @__PURE__ */ s(C.ColumnHeader, { children: [
      "Next times, ",
      c === o ? "yours" : "the server’s",
      " (",
      c,
      ")"
    ] }, c)) }) }),
    /* @__PURE__ */ n(C.Body, { children: a?.next.map((c) => /* @__PURE__ */ n(C.Row, { children: l.map((u) => /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: xo(c, u) }, u)) }, c)) })
  ] }) });
}
const hi = "0 3 * * 1";
function pi({ form: e }) {
  const { definition: t, change: o } = e, { sync: r, data_types: a } = t;
  return /* @__PURE__ */ n(E, { hint: "Off, the dataset is brought up to date only when you press “Sync now”.", title: "4. Sync", children: /* @__PURE__ */ s(y, { gap: 4, children: [
    /* @__PURE__ */ s(
      Re.Root,
      {
        checked: r !== null,
        colorPalette: "brand",
        onCheckedChange: ({ checked: i }) => {
          o({ sync: i ? { schedule: hi, data_types: a } : null });
        },
        children: [
          /* @__PURE__ */ n(Re.HiddenInput, {}),
          /* @__PURE__ */ n(Re.Control, {}),
          /* @__PURE__ */ n(Re.Label, { children: "Dataset sync" })
        ]
      }
    ),
    r ? /* @__PURE__ */ n(
      di,
      {
        form: e,
        onChange: (i) => {
          o({ sync: { ...r, schedule: i } });
        },
        schedule: r.schedule
      }
    ) : null,
    r ? /* @__PURE__ */ n(fi, { form: e }) : null
  ] }) });
}
function fi({ form: e }) {
  const t = D(), { definition: o, change: r, mistake: a } = e, { sync: i, data_types: l } = o;
  if (!i) return null;
  const c = l.filter((d) => i.data_types.includes(d)), u = a("sync.data_types");
  return /* @__PURE__ */ s(y, { "aria-label": "Types that are kept in sync", gap: 2, role: "group", children: [
    /* @__PURE__ */ n(f, { fontSize: "sm", fontWeight: "medium", children: "Keep in sync" }),
    l.length === 0 ? /* @__PURE__ */ n(f, { color: "fg.muted", fontSize: "sm", children: "Choose data types first." }) : null,
    /* @__PURE__ */ n(v, { flexWrap: "wrap", gap: 4, children: l.map((d) => /* @__PURE__ */ n(
      te,
      {
        checked: c.includes(d),
        disabled: c.length === 1 && c.includes(d),
        onChange: (h) => {
          r({
            sync: { ...i, data_types: l.filter((m) => m === d ? h : c.includes(m)) }
          });
        },
        children: t.data_types.find((h) => h.id === d)?.label ?? d
      },
      d
    )) }),
    u ? /* @__PURE__ */ n(f, { color: "fg.error", fontSize: "sm", role: "alert", children: u }) : null
  ] });
}
function gi({ type: e, checked: t, missing: o, estimate: r, onChange: a, onRetry: i }) {
  const l = t && typeof r == "object" && r.state === "failed";
  return /* @__PURE__ */ s($, { position: "relative", children: [
    /* @__PURE__ */ s(
      Q.Root,
      {
        checked: t,
        colorPalette: "brand",
        height: "full",
        onCheckedChange: (c) => {
          a(c.checked === !0);
        },
        size: "sm",
        children: [
          /* @__PURE__ */ n(Q.HiddenInput, {}),
          /* @__PURE__ */ s(Q.Control, { children: [
            /* @__PURE__ */ n(ce, { name: e.icon }),
            /* @__PURE__ */ s(Q.Content, { children: [
              /* @__PURE__ */ n(Q.Label, { children: e.label }),
              /* @__PURE__ */ n(Q.Description, { children: e.description }),
              o && !t ? /* @__PURE__ */ n(mt, { scope: o }) : null,
              /* @__PURE__ */ n($, { fontSize: "sm", minH: "21px", mt: 1, children: t ? /* @__PURE__ */ n(mi, { estimate: r, missing: o, scope: e.scope }) : null })
            ] }),
            /* @__PURE__ */ n(Q.Indicator, {})
          ] })
        ]
      }
    ),
    l ? /* @__PURE__ */ n(
      k,
      {
        "aria-label": `Estimate ${e.label} again`,
        bottom: 2,
        insetEnd: 2,
        onClick: i,
        position: "absolute",
        size: "xs",
        variant: "outline",
        children: "Try again"
      }
    ) : null
  ] });
}
function mt({ scope: e }) {
  return /* @__PURE__ */ s(f, { color: "fg.warning", fontSize: "sm", mt: 1, children: [
    "Your account lacks",
    " ",
    /* @__PURE__ */ n(fe, { overflowWrap: "anywhere", size: "sm", children: e }),
    ". You can choose it all the same; it is skipped until the permission is granted."
  ] });
}
function mi({ estimate: e, missing: t, scope: o }) {
  return e === void 0 || e === "loading" ? /* @__PURE__ */ s(v, { color: "fg.muted", gap: 2, role: "status", children: [
    /* @__PURE__ */ n(ye, { "aria-hidden": !0, size: "xs" }),
    "Estimating …"
  ] }) : e.state === "missing_scope" ? /* @__PURE__ */ n(mt, { scope: t ?? o }) : e.state === "failed" ? /* @__PURE__ */ n(f, { color: "fg.error", pe: "76px", children: e.why }) : e.records === 0 ? /* @__PURE__ */ n(f, { color: "fg.muted", children: e.why ?? "Gong has no records of it for now." }) : /* @__PURE__ */ s(f, { fontWeight: "medium", children: [
    "About ",
    j(e.bytes),
    ", ",
    Z(e.records ?? 0, "record")
  ] });
}
function yi({ form: e, account: t, estimates: o, onRetry: r }) {
  const { data_types: a } = D(), { definition: i, change: l, mistake: c } = e, u = i.data_types, d = t?.conn_id === i.gong_conn_id ? t : void 0, h = a.map((b) => b.id), m = (b, _) => {
    l({ data_types: h.filter((g) => g === b ? _ : u.includes(g)) });
  }, p = c("data_types");
  return /* @__PURE__ */ s(
    E,
    {
      actions: /* @__PURE__ */ s(R, { children: [
        /* @__PURE__ */ n(
          k,
          {
            disabled: u.length === a.length,
            onClick: () => {
              l({ data_types: h });
            },
            size: "sm",
            variant: "outline",
            children: "Select all"
          }
        ),
        /* @__PURE__ */ n(
          k,
          {
            disabled: u.length === 0,
            onClick: () => {
              l({ data_types: [] });
            },
            size: "sm",
            variant: "outline",
            children: "Deselect all"
          }
        )
      ] }),
      hint: "Each becomes a text file. Choosing one asks Gong how big it will be; nothing is stored yet.",
      title: "2. Data types",
      children: [
        p ? /* @__PURE__ */ n(f, { color: "fg.error", fontSize: "sm", mb: 3, role: "alert", children: p }) : null,
        /* @__PURE__ */ n(Nn, { "aria-label": "Data types", columns: { base: 1, md: 2 }, gap: 3, role: "group", children: a.map((b) => /* @__PURE__ */ n(
          gi,
          {
            checked: u.includes(b.id),
            estimate: o[b.id],
            missing: d?.types.find((_) => _.id === b.id)?.missing_scope ?? null,
            onChange: (_) => {
              m(b.id, _);
            },
            onRetry: () => {
              r(b.id);
            },
            type: b
          },
          b.id
        )) })
      ]
    }
  );
}
const wi = 700;
function bi(e, t) {
  const [o, r] = w(() => ki($n(e), t)), [a, i] = w(() => $n(e) !== null), [l, c] = w(/* @__PURE__ */ new Set()), [u, d] = w(!1), [h, m] = w({}), p = xe(o, wi);
  M(() => {
    l.size > 0 && Fe(e, o);
  }, [e, o, l]), M(() => {
    let I = !0;
    return uo(un(p)).then(
      ({ fields: L }) => {
        I && m(L);
      },
      () => {
      }
    ), () => {
      I = !1;
    };
  }, [p]);
  const b = Pe((I) => {
    r((L) => ({ ...L, ...I })), c((L) => /* @__PURE__ */ new Set([...L, ...Object.keys(I)]));
  }, []);
  return {
    definition: o,
    change: b,
    mistake: (I) => {
      const L = I.split(".")[0] ?? I;
      if (!(!u && !l.has(L)))
        return h[I] ?? Object.entries(h).find(([De]) => De.startsWith(`${I}.`))?.[1];
    },
    restored: a,
    startOver: () => {
      Fe(e, null), r(t), c(/* @__PURE__ */ new Set()), d(!1), i(!1);
    },
    tell: (I) => {
      m(I), d(!0);
    },
    forget: () => {
      Fe(e, null);
    }
  };
}
function ki(e, t) {
  return e ? { ...e, gong_conn_id: e.gong_conn_id || t.gong_conn_id } : t;
}
function vi(e, t) {
  const o = On(), [r, a] = w(""), [i, l] = w(null), c = un(e.definition), u = dt(c.name);
  async function d() {
    return t.length === 0 ? !0 : (a("Uploading your files …"), await u.send(t) === 0);
  }
  async function h() {
    a("Saving …");
    const { name: _, dag_id: g } = await Jt(c);
    p(_);
    const I = await d();
    a("Waiting until Airflow has read it …"), await ot(g, c.data_types), a("Starting the import …");
    const L = await nt(g, {});
    a(""), I && await o(go(_, L));
  }
  async function m(_) {
    a("Saving …"), await Zt(c.name, c, _), p(c.name), await d() && await o(re(c.name)), a("");
  }
  function p(_) {
    e.forget(), l(_);
  }
  const b = G(async (_) => {
    try {
      await (_ === null ? h() : m(_));
    } catch (g) {
      const I = we(g);
      throw a(""), e.tell(I.fields), I;
    }
  });
  return {
    save: (_) => void b.run(_),
    busy: b.busy,
    error: b.error,
    clear: b.clear,
    stage: r,
    saved: i,
    uploads: u
  };
}
function yt({ draft: e, start: t, version: o, connections: r }) {
  const a = bi(e, t), i = N(Hn, "account"), [l, c] = w(o), [u, d] = w([]), h = vi(a, u), { definition: m, change: p } = a, [b, _] = ri(
    m,
    m.gong_conn_id !== "" && i.data !== void 0 && Ci(i.data.state, i.data.conn_id, m)
  ), g = qa(h.error);
  return /* @__PURE__ */ s(y, { gap: 5, children: [
    a.restored ? /* @__PURE__ */ n(
      S,
      {
        action: /* @__PURE__ */ n(k, { onClick: a.startOver, size: "xs", variant: "outline", children: "Start over" }),
        live: !1,
        status: "info",
        children: "What you had typed is back. Files to upload have to be chosen again."
      }
    ) : null,
    g ? /* @__PURE__ */ n(
      Ya,
      {
        busy: h.busy,
        mine: un(m),
        onMine: () => {
          c(g.version), h.save(g.version);
        },
        onTheirs: () => {
          p(g.definition), c(g.version), h.clear();
        },
        other: g
      }
    ) : null,
    /* @__PURE__ */ s(me, { alignItems: "start", gap: 5, templateColumns: { base: "minmax(0, 1fr)", lg: "minmax(0, 1fr) 340px" }, children: [
      /* @__PURE__ */ s(y, { gap: 5, children: [
        /* @__PURE__ */ n(_i, { fixed: o !== null, form: a }),
        /* @__PURE__ */ n(ni, { account: i, connections: r.gong, form: a }),
        /* @__PURE__ */ n(yi, { account: i.data, estimates: b, form: a, onRetry: _ }),
        /* @__PURE__ */ n(Ka, { fixed: o !== null, form: a, storage: r.storage }),
        /* @__PURE__ */ n(pi, { form: a }),
        /* @__PURE__ */ n(Qa, { form: a })
      ] }),
      /* @__PURE__ */ s(y, { gap: 4, position: { lg: "sticky" }, top: { lg: 4 }, children: [
        /* @__PURE__ */ n(
          ii,
          {
            estimates: b,
            onRemoveType: (I) => {
              p({ data_types: m.data_types.filter((L) => L !== I) });
            },
            onUploads: d,
            types: m.data_types,
            uploads: u
          }
        ),
        /* @__PURE__ */ n(
          Za,
          {
            conflict: g !== null,
            definition: m,
            isNew: o === null,
            saving: h,
            version: l
          }
        )
      ] })
    ] })
  ] });
}
function Ci(e, t, { gong_conn_id: o }) {
  return o !== t || e === "connected";
}
function _i({ form: e, fixed: t }) {
  const { definition: o, change: r, mistake: a } = e;
  return /* @__PURE__ */ n(E, { title: "Name", children: /* @__PURE__ */ s(y, { gap: 4, children: [
    t ? null : /* @__PURE__ */ n(
      P,
      {
        error: a("name"),
        hint: "Lower-case letters, digits and hyphens, such as sales-calls. It stays.",
        label: "Name",
        required: !0,
        children: /* @__PURE__ */ n(
          U,
          {
            autoComplete: "off",
            onChange: (i) => {
              r({ name: i.target.value });
            },
            spellCheck: !1,
            value: o.name
          }
        )
      }
    ),
    /* @__PURE__ */ n(P, { error: a("description"), label: "What it is for", children: /* @__PURE__ */ n(
      vt,
      {
        autoresize: !0,
        onChange: (i) => {
          r({ description: i.target.value });
        },
        rows: 1,
        value: o.description
      }
    ) })
  ] }) });
}
function xi() {
  const e = D(), [t] = We(), o = t.get("like"), r = N(async () => {
    const [a, i] = await Promise.all([qn(), o === null ? null : tn(o)]);
    return {
      connections: a,
      start: i?.definition ? $i(i.definition, e.name, a) : wt(e.name, a)
    };
  }, o ?? "");
  return /* @__PURE__ */ s(
    X,
    {
      lead: "Choose what you want from Gong and where it goes. The steps can be taken in any order.",
      title: o === null ? "New dataset" : `New dataset like ${o}`,
      children: [
        e.can_create ? null : /* @__PURE__ */ n(S, { status: "info", children: "Your role in Airflow lets you look at datasets, not make them. Ask an administrator of Airflow for the role “User”." }),
        /* @__PURE__ */ n(T, { error: r.error, onRetry: r.reload, title: "The form could not be prepared" }),
        !r.data && r.loading ? /* @__PURE__ */ n(H, { rows: 8, what: "the form" }) : null,
        r.data && e.can_create ? /* @__PURE__ */ n(
          yt,
          {
            connections: r.data.connections,
            draft: `new:${o ?? ""}`,
            start: r.data.start,
            version: null
          }
        ) : null
      ]
    }
  );
}
function Ti() {
  const { name: e = "" } = Ze(), t = N(async () => {
    const [a, i] = await Promise.all([qn(), tn(e)]);
    return { connections: a, dataset: i };
  }, e), o = t.data?.dataset, r = o ? Si(o) : null;
  return /* @__PURE__ */ s(X, { title: `Edit ${e}`, children: [
    /* @__PURE__ */ n(T, { error: t.error, onRetry: t.reload, title: "The dataset could not be loaded" }),
    !t.data && t.loading ? /* @__PURE__ */ n(H, { rows: 8, what: "the dataset" }) : null,
    r ? /* @__PURE__ */ n(S, { status: "info", children: r }) : null,
    t.data && o?.definition && r === null ? /* @__PURE__ */ n(
      yt,
      {
        connections: t.data.connections,
        draft: `edit:${e}`,
        start: o.definition,
        version: o.version
      }
    ) : null
  ] });
}
function Si(e) {
  return e.origin === "git" ? "This dataset is managed in git: change its file there." : e.may_edit ? e.error === null ? null : `This definition has mistakes that a form cannot show. An administrator mends it under Admin › Variables. ${e.error}` : "You may not edit this dataset: it belongs to somebody else.";
}
function wt(e, { gong: t, storage: o }) {
  const r = t.find((a) => a.own) ?? t[0];
  return { ...ft, owner: e, gong_conn_id: r?.conn_id ?? "", aws_conn_id: o[0]?.conn_id ?? "" };
}
function $i(e, t, o) {
  const r = o.gong.some((a) => a.conn_id === e.gong_conn_id);
  return {
    ...e,
    name: "",
    prefix: "",
    owner: t,
    ...r ? {} : { gong_conn_id: wt(t, o).gong_conn_id }
  };
}
function Ii() {
  const e = N(ho, "me");
  return e.data ? /* @__PURE__ */ n(Yn.Provider, { value: e.data, children: /* @__PURE__ */ n(Pn, { children: /* @__PURE__ */ s(Tt, { children: [
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n(Fa, {}), index: !0 }),
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n(Or, {}), path: "account" }),
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n(xi, {}), path: "new" }),
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n($a, {}), path: "datasets/:name" }),
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n(Ti, {}), path: "datasets/:name/edit" }),
    /* @__PURE__ */ n(le, { element: /* @__PURE__ */ n(Oa, {}), path: "datasets/:name/read" })
  ] }) }) }) : /* @__PURE__ */ n(Pn, { children: /* @__PURE__ */ n(X, { title: "Gong", children: e.error ? /* @__PURE__ */ n(T, { error: e.error, onRetry: e.reload, title: "The page could not be loaded" }) : /* @__PURE__ */ n(H, { rows: 5, what: "the page" }) }) });
}
function Pn({ children: e }) {
  return /* @__PURE__ */ n($, { height: "full", id: "gong-page", overflowY: "auto", children: e });
}
Reflect.set(globalThis, "Gong", Ii);
