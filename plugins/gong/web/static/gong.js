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
const R = globalThis.ReactJSXRuntime.Fragment, n = globalThis.ReactJSXRuntime.jsx, s = globalThis.ReactJSXRuntime.jsxs, le = globalThis.ChakraUI.Accordion, Ie = globalThis.ChakraUI.Alert, Z = globalThis.ChakraUI.Badge, I = globalThis.ChakraUI.Box, w = globalThis.ChakraUI.Button, Re = globalThis.ChakraUI.Checkbox, ee = globalThis.ChakraUI.CheckboxCard, Nn = globalThis.ChakraUI.CloseButton, ye = globalThis.ChakraUI.Code, Ge = globalThis.ChakraUI.Collapsible, V = globalThis.ChakraUI.Dialog, Ae = globalThis.ChakraUI.EmptyState, ze = globalThis.ChakraUI.Field, pe = globalThis.ChakraUI.FileUpload, On = globalThis.ChakraUI.Flex, ue = globalThis.ChakraUI.Grid, qe = globalThis.ChakraUI.GridItem, b = globalThis.ChakraUI.HStack, Tt = globalThis.ChakraUI.Heading, Ee = globalThis.ChakraUI.Icon, U = globalThis.ChakraUI.Input, G = globalThis.ChakraUI.Link, J = globalThis.ChakraUI.List, xt = globalThis.ChakraUI.Mark, K = globalThis.ChakraUI.Menu, Le = globalThis.ChakraUI.NativeSelect, Un = globalThis.ChakraUI.Portal, de = globalThis.ChakraUI.Progress, fe = globalThis.ChakraUI.RadioGroup, Gn = globalThis.ChakraUI.SimpleGrid, St = globalThis.ChakraUI.Skeleton, be = globalThis.ChakraUI.Spinner, m = globalThis.ChakraUI.Stack, We = globalThis.ChakraUI.Switch, C = globalThis.ChakraUI.Table, se = globalThis.ChakraUI.Tabs, g = globalThis.ChakraUI.Text, $t = globalThis.ChakraUI.Textarea, It = globalThis.ChakraUI.VStack, Rt = globalThis.ChakraUI.VisuallyHidden, At = globalThis.ChakraUI.chakra, z = globalThis.ReactRouterDOM.Link, ce = globalThis.ReactRouterDOM.Route, zt = globalThis.ReactRouterDOM.Routes, Qe = globalThis.ReactRouterDOM.useLocation, Ln = globalThis.ReactRouterDOM.useNavigate, en = globalThis.ReactRouterDOM.useParams, De = globalThis.ReactRouterDOM.useSearchParams, Wt = globalThis.React.Fragment, Pt = globalThis.React.createContext, Ye = globalThis.React.createElement, Fn = globalThis.React.forwardRef, Mt = globalThis.React.memo, Ne = globalThis.React.useCallback, Et = globalThis.React.useContext, E = globalThis.React.useEffect, Hn = globalThis.React.useId, mn = globalThis.React.useMemo, q = globalThis.React.useRef, y = globalThis.React.useState, Dt = globalThis.React.useSyncExternalStore;
function Nt(e) {
  const { pathname: t } = new URL(e), o = t.lastIndexOf("/gong/static/");
  return o < 0 ? "/" : t.slice(0, o + 1);
}
const nn = Nt(import.meta.url), jn = `${nn}gong/`;
function Ot() {
  return `${nn}api/v2/auth/login?next=${encodeURIComponent(window.location.href)}`;
}
class tn extends Error {
  status;
  fields;
  body;
  constructor(t, o, r = {}) {
    super(o), this.name = "ApiError", this.status = t, this.body = r, this.fields = Ft(r.fields);
  }
}
const Ut = {
  0: "Airflow cannot be reached. Check your network connection, then try again.",
  401: "Your session in Airflow has expired. Sign in again; what you typed here is kept.",
  403: "Your role in Airflow does not allow this. Ask an administrator of Airflow.",
  404: "This does not exist any more, or you may not see it."
};
function ne(e, t) {
  const o = te(t) ? t : {}, r = e === 401 ? null : Gt(o.detail);
  return new tn(e, r ?? Ut[e] ?? Lt(e), o);
}
function ke(e) {
  return e instanceof tn ? e : ne(0, null);
}
function Oe(e) {
  return e instanceof DOMException && e.name === "AbortError";
}
function te(e) {
  return typeof e == "object" && e !== null && !Array.isArray(e);
}
function Gt(e) {
  if (typeof e == "string" && e !== "") return e;
  if (!Array.isArray(e)) return null;
  const t = e.flatMap((o) => te(o) && typeof o.msg == "string" ? [o.msg] : []);
  return t.length > 0 ? t.join(" ") : null;
}
function Lt(e) {
  return `Airflow answered with an error (status ${e}). Try again; if it stays, an administrator finds the reason in the API server's log.`;
}
function Ft(e) {
  return te(e) ? Object.fromEntries(
    Object.entries(e).flatMap(([t, o]) => typeof o == "string" ? [[t, o]] : [])
  ) : {};
}
const Ht = 204;
async function on(e, { method: t = "GET", body: o, signal: r }) {
  const a = { method: t, credentials: "same-origin", headers: { "Content-Type": "application/json" } };
  r && (a.signal = r), t !== "GET" && (a.body = JSON.stringify(o ?? {}));
  let i;
  try {
    i = await fetch(e, a);
  } catch (l) {
    throw Oe(l) ? l : ne(0, null);
  }
  if (!i.ok) throw ne(i.status, rn(await i.text()));
  return i;
}
async function S(e, t = {}) {
  const o = await on(e, t);
  if (o.status === Ht) return;
  const r = rn(await o.text());
  if (r === void 0) throw ne(502, null);
  return r;
}
async function jt(e) {
  return (await on(e, {})).text();
}
async function* Bt(e, t) {
  const o = await on(e, t);
  o.body && (yield* qt(o.body));
}
async function* qt(e) {
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
function Yt(e, t, o, r) {
  return new Promise((a, i) => {
    const l = () => {
      i(new DOMException("The upload was stopped.", "AbortError"));
    };
    if (r?.aborted) {
      l();
      return;
    }
    const c = new XMLHttpRequest();
    c.open("PUT", e), c.setRequestHeader("Content-Type", "application/octet-stream"), c.upload.onprogress = (d) => {
      d.lengthComputable && d.total > 0 && o(d.loaded / d.total);
    }, c.onload = () => {
      const d = rn(c.responseText);
      c.status >= 200 && c.status < 300 ? a(d) : i(ne(c.status, d));
    }, c.onerror = () => {
      i(ne(0, null));
    }, c.onabort = l, r?.addEventListener("abort", () => {
      c.abort();
    }), c.send(t);
  });
}
function rn(e) {
  try {
    return JSON.parse(e);
  } catch {
    return;
  }
}
const P = `${jn}api/`, ve = encodeURIComponent, Y = (e) => `${P}datasets/${ve(e)}`;
function ae(e) {
  return `?${new URLSearchParams(Object.entries(e).map(([t, o]) => [t, String(o)])).toString()}`;
}
const Vt = () => S(`${P}me`), Bn = () => S(`${P}account`), Kt = (e) => S(`${P}account/test`, { method: "POST", body: e }), Jt = () => S(`${P}account/check`, { method: "POST" }), Zt = (e) => S(`${P}account`, { method: "PUT", body: e }), Xt = () => S(`${P}account`, { method: "DELETE" }), qn = (e) => `${jn}oauth/start?popup=${e ? 1 : 0}`, Qt = () => S(`${P}accounts`), eo = (e) => S(`${P}accounts/${ve(e)}`, { method: "DELETE" }), no = (e, t, o) => S(`${P}datasets${ae({ search: e, offset: t, limit: o })}`), an = (e) => S(Y(e)), to = (e) => S(`${P}datasets`, { method: "POST", body: { definition: e } }), oo = (e, t, o) => S(Y(e), { method: "PUT", body: { definition: t, version: o } }), ro = (e, t) => S(`${Y(e)}${ae({ files: t })}`, { method: "DELETE" }), ao = (e) => jt(`${Y(e)}/yaml`), io = (e, t) => S(`${Y(e)}/runs${ae({ limit: t })}`), lo = (e, t) => S(`${Y(e)}/runs/${ve(t)}`), so = (e) => S(`${Y(e)}/files`), yn = (e, t, o, r) => S(`${Y(e)}/files/text${ae({ key: t, offset: o, length: 262144 })}`, { signal: r }), Yn = (e, t) => `${Y(e)}/files/download${ae({ key: t })}`, co = (e, t, o, r) => Yt(`${Y(e)}/uploads/${ve(t.name)}`, t, o, r), uo = (e, t) => S(`${Y(e)}/uploads/${ve(t)}`, { method: "DELETE" }), Vn = () => S(`${P}connections`), ho = (e) => S(`${P}buckets${ae({ aws_conn_id: e })}`), po = (e) => S(`${P}destination/test`, { method: "POST", body: e }), fo = (e) => S(
  `${P}workspaces${ae({ gong_conn_id: e })}`
), go = (e) => S(`${P}schedule/preview`, { method: "POST", body: { schedule: e } }), mo = (e, t) => Bt(`${P}estimates`, { method: "POST", body: e, signal: t }), yo = (e, t) => S(`${P}validate`, { method: "POST", body: { definition: e, is_new: t } });
let Fe;
function wo() {
  return Fe ??= Vt().catch((e) => {
    throw Fe = void 0, e;
  }), Fe;
}
const Kn = Pt(null);
function N() {
  const e = Et(Kn);
  if (!e) throw new Error("A page of ours is used outside the app.");
  return e;
}
const bo = { description: "", scope: "", optional_scopes: [], has_history: !1 };
function Ue(e) {
  return N().data_types.find((t) => t.id === e) ?? { id: e, label: e, icon: "file", ...bo };
}
const oe = "/plugin/gong", ge = `${oe}/account`, ln = `${oe}/new`, Ce = encodeURIComponent, ie = (e) => `${oe}/datasets/${Ce(e)}`, ko = (e) => `${ie(e)}/edit`, wn = (e, t) => `${ie(e)}/read?key=${Ce(t)}`, vo = (e, t) => `${ie(e)}?run=${Ce(t)}`, Co = (e) => `${ln}?like=${Ce(e)}`, _o = (e) => `${ge}?back=${Ce(e)}`;
function To(e) {
  const t = e.get("back");
  return t !== null && (t === oe || t.startsWith(`${oe}/`)) && !t.includes("..") ? t : null;
}
function O(e, t) {
  const [o, r] = y(), [a, i] = y(0), l = q(e);
  E(() => {
    l.current = e;
  }), E(() => {
    let u = !0;
    return l.current().then(
      (h) => {
        u && r({ key: t, turn: a, data: h });
      },
      (h) => {
        u && r((f) => ({
          key: t,
          turn: a,
          data: f?.key === t ? f.data : void 0,
          error: ke(h)
        }));
      }
    ), () => {
      u = !1;
    };
  }, [t, a]);
  const c = Ne(() => {
    i((u) => u + 1);
  }, []), d = o?.key === t ? o : void 0;
  return { data: d?.data, error: d?.error, loading: d?.turn !== a, reload: c };
}
function j({ rows: e = 3, what: t }) {
  return /* @__PURE__ */ s(m, { "aria-busy": !0, gap: 3, role: "status", children: [
    /* @__PURE__ */ s(Rt, { children: [
      "Loading ",
      t
    ] }),
    Array.from({ length: e }, (o, r) => /* @__PURE__ */ n(St, { "aria-hidden": !0, height: "44px" }, r))
  ] });
}
function Jn({ level: e, title: t, hint: o, actions: r, id: a, ref: i }) {
  const l = e === 1;
  return /* @__PURE__ */ s(
    On,
    {
      alignItems: "flex-start",
      columnGap: 5,
      flexWrap: "wrap",
      justifyContent: "space-between",
      mb: l ? 6 : 4,
      rowGap: 3,
      children: [
        /* @__PURE__ */ s(m, { flex: "1 1 240px", gap: 1, minW: 0, children: [
          /* @__PURE__ */ n(
            Tt,
            {
              as: `h${e}`,
              id: a,
              outline: "none",
              overflowWrap: "anywhere",
              ref: i,
              size: l ? "xl" : "md",
              tabIndex: l ? -1 : void 0,
              children: t
            }
          ),
          o ? /* @__PURE__ */ n(g, { as: "div", color: "fg.muted", fontSize: "sm", maxW: "100ch", textWrap: "pretty", children: o }) : null
        ] }),
        r ? /* @__PURE__ */ n(b, { flexWrap: "wrap", gap: 2, children: r }) : null
      ]
    }
  );
}
function Q({ title: e, lead: t, actions: o, children: r }) {
  const a = q(null);
  return E(() => {
    document.title = `${e} – Gong – Airflow`, a.current?.focus({ preventScroll: !0 });
  }, [e]), /* @__PURE__ */ s(I, { maxW: "1200px", mx: "auto", pb: 16, pt: 4, px: { base: 4, md: 6 }, children: [
    /* @__PURE__ */ n(So, {}),
    /* @__PURE__ */ n(I, { mt: 6, children: /* @__PURE__ */ n(Jn, { actions: o, hint: t, level: 1, ref: a, title: e }) }),
    r
  ] });
}
const xo = [
  { to: oe, label: "Datasets", covers: (e) => e !== ge },
  { to: ge, label: "Gong account", covers: (e) => e === ge }
];
function So() {
  const { pathname: e } = Qe();
  return /* @__PURE__ */ n(b, { "aria-label": "Gong", as: "nav", borderBottomWidth: "1px", gap: 6, children: xo.map(({ to: t, label: o, covers: r }) => {
    const a = r(e);
    return /* @__PURE__ */ n(
      G,
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
        children: /* @__PURE__ */ n(z, { "aria-current": a ? "page" : void 0, to: t, children: o })
      },
      t
    );
  }) });
}
const $o = {
  0: "No connection to Airflow",
  401: "Your session has expired",
  403: "Not allowed"
};
function $({ error: e, title: t, onRetry: o }) {
  if (!e) return null;
  const r = e.status === 401 ? /* @__PURE__ */ n(G, { href: Ot(), fontWeight: "medium", variant: "underline", children: "Sign in again" }) : o && /* @__PURE__ */ n(w, { onClick: o, size: "xs", variant: "outline", children: "Try again" });
  return /* @__PURE__ */ n(x, { status: "error", title: $o[e.status] ?? t ?? "That did not work", action: r, children: e.message });
}
function x({ status: e, title: t, children: o, action: r, live: a = !0 }) {
  return /* @__PURE__ */ s(
    Ie.Root,
    {
      alignItems: "flex-start",
      role: a ? e === "error" ? "alert" : "status" : void 0,
      status: e,
      children: [
        /* @__PURE__ */ n(Ie.Indicator, {}),
        /* @__PURE__ */ s(Ie.Content, { minW: 0, children: [
          t ? /* @__PURE__ */ n(Ie.Title, { children: t }) : null,
          /* @__PURE__ */ s(m, { alignItems: "flex-start", fontSize: "sm", gap: 2, overflowWrap: "anywhere", children: [
            o ? /* @__PURE__ */ n(I, { maxW: "full", children: o }) : null,
            r
          ] })
        ] })
      ]
    }
  );
}
function L(e) {
  const [t, o] = y(!1), [r, a] = y();
  async function i(...c) {
    if (t) return !1;
    o(!0), a(void 0);
    try {
      return await e(...c), !0;
    } catch (d) {
      return Oe(d) || a(ke(d)), !1;
    } finally {
      o(!1);
    }
  }
  const l = Ne(() => {
    a(void 0);
  }, []);
  return { run: i, busy: t, error: r, clear: l };
}
function _e({
  title: e,
  children: t,
  doing: o,
  busy: r,
  error: a,
  danger: i = !0,
  disabled: l = !1,
  opener: c,
  onConfirm: d,
  onClose: u
}) {
  const h = q(null);
  return /* @__PURE__ */ n(
    V.Root,
    {
      ...c ? { finalFocusEl: () => c.current } : {},
      ...i ? { initialFocusEl: () => h.current } : {},
      onOpenChange: ({ open: f }) => {
        f || u();
      },
      open: !0,
      placement: "center",
      role: i ? "alertdialog" : "dialog",
      scrollBehavior: "inside",
      children: /* @__PURE__ */ s(Un, { children: [
        /* @__PURE__ */ n(V.Backdrop, {}),
        /* @__PURE__ */ n(V.Positioner, { children: /* @__PURE__ */ s(V.Content, { maxW: "560px", mx: 4, children: [
          /* @__PURE__ */ n(V.Header, { children: /* @__PURE__ */ n(V.Title, { children: e }) }),
          /* @__PURE__ */ n(V.Body, { children: /* @__PURE__ */ s(m, { gap: 3, children: [
            t,
            /* @__PURE__ */ n($, { error: a })
          ] }) }),
          /* @__PURE__ */ s(V.Footer, { children: [
            /* @__PURE__ */ n(w, { onClick: u, ref: h, variant: "outline", children: "Cancel" }),
            /* @__PURE__ */ n(w, { colorPalette: i ? "red" : "brand", disabled: l, loading: r, onClick: d, children: o })
          ] }),
          /* @__PURE__ */ n(V.CloseTrigger, { asChild: !0, children: /* @__PURE__ */ n(Nn, { "aria-label": "Close", size: "sm" }) })
        ] }) })
      ] })
    }
  );
}
function D({ title: e, hint: t, actions: o, children: r }) {
  const a = Hn();
  return /* @__PURE__ */ s(I, { "aria-labelledby": a, as: "section", borderWidth: "1px", p: { base: 4, md: 5 }, rounded: "lg", children: [
    /* @__PURE__ */ n(Jn, { actions: o, hint: t, id: a, level: 2, title: e }),
    r
  ] });
}
const bn = 1e3, kn = ["bytes", "kB", "MB", "GB", "TB"], Zn = new Intl.NumberFormat("en");
function B(e) {
  if (e === null) return "–";
  let t = e, o = 0;
  for (; t >= bn - 0.5 && o < kn.length - 1; )
    t /= bn, o += 1;
  const r = o > 0 && t < 9.95 ? 1 : 0;
  return `${t.toLocaleString("en", { minimumFractionDigits: r, maximumFractionDigits: r })} ${kn[o] ?? ""}`;
}
function Io(e) {
  return e === null ? "–" : Zn.format(e);
}
function X(e, t, o = `${t}s`) {
  return `${Zn.format(e)} ${e === 1 ? t : o}`;
}
function we(e) {
  const t = e.at(-1) ?? "";
  return e.length < 2 ? t : `${e.slice(0, -1).join(", ")} and ${t}`;
}
function Ro(e, t) {
  return e === null ? "–" : sn(t, {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit"
  }).format(new Date(e));
}
function Ao(e, t) {
  return sn(t, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit"
  }).format(new Date(e));
}
function Pe(e, t = "UTC") {
  return sn(t, { day: "numeric", month: "short", year: "numeric" }).format(new Date(e));
}
const zo = 31 * 86400;
function Wo(e, t, o) {
  const r = (new Date(e).getTime() - t.getTime()) / 1e3;
  if (Math.abs(r) > zo) return Pe(e, o);
  const a = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60]
  ], [i, l] = a.find(([, c]) => Math.abs(r) >= c) ?? ["second", 1];
  return i === "second" ? "just now" : new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(Math.trunc(r / l), i);
}
function Po(e, t) {
  const o = Math.max(0, Math.round((new Date(t).getTime() - new Date(e).getTime()) / 1e3));
  return o < 60 ? `${o} s` : `${Math.floor(o / 60)} min ${o % 60} s`;
}
function sn(e, t) {
  try {
    return new Intl.DateTimeFormat("en-GB", { ...t, timeZone: e });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...t, timeZone: "UTC" });
  }
}
const Mo = "timezone";
function Eo() {
  try {
    const e = JSON.parse(localStorage.getItem(Mo) ?? "null");
    if (typeof e == "string" && e !== "") return e;
  } catch {
  }
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
function Do(e) {
  return window.addEventListener("local-storage", e), window.addEventListener("storage", e), () => {
    window.removeEventListener("local-storage", e), window.removeEventListener("storage", e);
  };
}
function Xn() {
  return Dt(Do, Eo);
}
function F({ at: e, relative: t = !1 }) {
  const o = Xn();
  if (e === null)
    return /* @__PURE__ */ n(g, { as: "span", color: "fg.muted", children: "–" });
  const r = Ro(e, o);
  return /* @__PURE__ */ n("time", { dateTime: e, title: `${r} (${o})`, children: t ? Wo(e, /* @__PURE__ */ new Date(), o) : r });
}
const vn = {
  connected: ["success", "connected"],
  reconnect_needed: ["warning", "reconnect needed"],
  not_connected: ["gray", "not connected"]
};
function No({ onChange: e }) {
  const t = O(Qt, "accounts"), [o, r] = y(), [a, i] = y(""), l = L(async (d) => {
    i((await eo(d)).message), r(void 0), t.reload(), e();
  }), c = t.data?.accounts;
  return /* @__PURE__ */ s(
    D,
    {
      hint: "You see this as an administrator. You may remove an account; nobody can read its credentials.",
      title: "All accounts",
      children: [
        a ? /* @__PURE__ */ n(x, { status: "success", children: a }) : null,
        /* @__PURE__ */ n($, { error: t.error, onRetry: t.reload, title: "The accounts could not be loaded" }),
        !c && t.loading ? /* @__PURE__ */ n(j, { rows: 2, what: "all accounts" }) : null,
        c?.length === 0 ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "Nobody has connected an account yet." }) : null,
        c && c.length > 0 ? /* @__PURE__ */ n(
          Oo,
          {
            onRemove: (d) => {
              l.clear(), r(d);
            },
            rows: c
          }
        ) : null,
        o ? /* @__PURE__ */ n(
          _e,
          {
            busy: l.busy,
            doing: "Remove account",
            error: l.error,
            onClose: () => {
              r(void 0);
            },
            onConfirm: () => void l.run(o.owner),
            title: `Remove the Gong account of ${o.owner}?`,
            children: /* @__PURE__ */ n(g, { children: "The stored credentials are deleted and that person’s datasets stop syncing until they connect again. Imported files stay." })
          }
        ) : null
      ]
    }
  );
}
function Oo({ rows: e, onRemove: t }) {
  return /* @__PURE__ */ n(C.ScrollArea, { position: "relative", children: /* @__PURE__ */ s(C.Root, { size: "sm", children: [
    /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ s(C.Row, { children: [
      ["User", "Method", "Company’s Gong", "State", "Connected", "Last used"].map((o) => /* @__PURE__ */ n(C.ColumnHeader, { children: o }, o)),
      /* @__PURE__ */ n(C.ColumnHeader, { children: /* @__PURE__ */ n(g, { srOnly: !0, children: "Actions" }) })
    ] }) }),
    /* @__PURE__ */ n(C.Body, { children: e.map((o) => /* @__PURE__ */ s(C.Row, { children: [
      /* @__PURE__ */ n(C.Cell, { fontWeight: "medium", children: o.owner }),
      /* @__PURE__ */ n(C.Cell, { children: o.method === "oauth" ? "OAuth" : "API token" }),
      /* @__PURE__ */ n(C.Cell, { children: o.host ?? "–" }),
      /* @__PURE__ */ n(C.Cell, { children: /* @__PURE__ */ n(Z, { colorPalette: vn[o.state][0], children: vn[o.state][1] }) }),
      /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ n(F, { at: o.connected_at }) }),
      /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: /* @__PURE__ */ n(F, { at: o.last_used_at, relative: !0 }) }),
      /* @__PURE__ */ n(C.Cell, { textAlign: "end", children: /* @__PURE__ */ n(
        w,
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
const Qn = "red.fg";
function M({ label: e, hint: t, error: o, required: r = !1, width: a = "full", children: i }) {
  return /* @__PURE__ */ s(ze.Root, { invalid: o !== void 0, required: r, width: a, children: [
    /* @__PURE__ */ n(ze.Label, { children: e }),
    i,
    t ? /* @__PURE__ */ n(ze.HelperText, { children: t }) : null,
    /* @__PURE__ */ n(ze.ErrorText, { color: Qn, children: o })
  ] });
}
function Te({ children: e }) {
  return e ? /* @__PURE__ */ n(g, { color: Qn, fontSize: "sm", role: "alert", children: e }) : null;
}
const Uo = "https://api.gong.io";
function Go({ host: e, onSaved: t }) {
  const [o, r] = y({ access_key: "", access_key_secret: "", base_url: e ?? Uo }), [a, i] = y(), l = L(async () => {
    i(await Kt(o));
  }), c = L(async () => {
    await Zt(o), t("Your Gong account is connected.");
  }), d = { ...l.error?.fields, ...c.error?.fields }, u = [o.access_key, o.access_key_secret, o.base_url].some((p) => p.trim() === ""), h = (p) => {
    r({ ...o, ...p }), i(void 0), l.clear(), c.clear();
  }, f = (p) => {
    p.preventDefault(), i(void 0), u || c.run();
  };
  return /* @__PURE__ */ s(ue, { columnGap: 12, rowGap: 5, templateColumns: { base: "1fr", lg: "minmax(0, 560px) minmax(0, 1fr)" }, children: [
    /* @__PURE__ */ n(qe, { order: { lg: 1 }, children: /* @__PURE__ */ n(Lo, {}) }),
    /* @__PURE__ */ s(At.form, { autoComplete: "off", display: "flex", flexDirection: "column", gap: 4, onSubmit: f, children: [
      /* @__PURE__ */ n(M, { error: d.access_key, label: "Access key", required: !0, children: /* @__PURE__ */ n(
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
        M,
        {
          error: d.access_key_secret,
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
        M,
        {
          error: d.base_url,
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
      /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
        /* @__PURE__ */ n(
          w,
          {
            disabled: u || c.busy,
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
          w,
          {
            colorPalette: "brand",
            disabled: u || l.busy,
            loading: c.busy,
            loadingText: "Saving",
            type: "submit",
            children: "Save credentials"
          }
        )
      ] }),
      a ? /* @__PURE__ */ n(
        x,
        {
          status: a.ok ? "success" : "error",
          title: a.ok ? "The connection works" : "The connection does not work",
          children: a.message
        }
      ) : null,
      /* @__PURE__ */ n($, { error: l.error, title: "The test was not made" }),
      /* @__PURE__ */ n($, { error: c.error, title: "The credentials were not saved" })
    ] })
  ] });
}
function Lo() {
  return /* @__PURE__ */ n(g, { as: "div", color: "fg.muted", fontSize: "sm", children: /* @__PURE__ */ s(J.Root, { as: "ol", gap: 1, listStylePosition: "outside", ps: 5, children: [
    /* @__PURE__ */ s(J.Item, { children: [
      "In Gong, open ",
      /* @__PURE__ */ n("em", { children: "Admin center › Settings › Ecosystem › API" }),
      ". You need to be a technical administrator there."
    ] }),
    /* @__PURE__ */ n(J.Item, { children: "Create a key, and copy both parts. Gong shows the secret only once." }),
    /* @__PURE__ */ n(J.Item, { children: "Paste them here, test, and save." })
  ] }) });
}
const Fo = "popup,width=620,height=760", Ho = 400, et = "gong-oauth";
function jo(e) {
  const t = window.open(e, et, Fo);
  return t && !t.closed ? t : null;
}
function Bo(e) {
  return !te(e) || typeof e.ok != "boolean" ? null : { ok: e.ok, message: typeof e.message == "string" ? e.message : "" };
}
function qo(e, t, o) {
  const r = new BroadcastChannel(et), a = window.setInterval(() => {
    e.closed && (window.clearInterval(a), o());
  }, Ho), i = () => {
    window.clearInterval(a), r.close();
  };
  return r.onmessage = (l) => {
    const c = Bo(l.data);
    c && (i(), t(c));
  }, i;
}
function Yo({ onDone: e }) {
  const { oauth: t } = N(), [o, r] = y("idle"), [a, i] = y(), l = q(void 0);
  E(() => () => l.current?.(), []);
  const c = (h) => {
    r("idle"), h.ok ? e(h.message || "Your Gong account is connected.") : i(h.message);
  }, d = () => {
    l.current?.(), i(void 0);
    const h = jo(qn(!0));
    r(h ? "waiting" : "blocked"), h && (l.current = qo(h, c, () => {
      r("closed");
    }));
  }, u = () => {
    l.current?.(), r("idle");
  };
  return /* @__PURE__ */ s(m, { alignItems: "flex-start", gap: 4, maxW: "640px", children: [
    /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "A window of Gong opens. Sign in there and allow the access; the window closes by itself. Your password in Gong is never seen here, and the access is renewed by itself." }),
    t.ready ? /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
      /* @__PURE__ */ n(w, { colorPalette: "brand", disabled: o === "waiting", onClick: d, children: "Connect with Gong" }),
      o === "waiting" ? /* @__PURE__ */ n(w, { onClick: u, variant: "ghost", children: "Cancel" }) : null
    ] }) : /* @__PURE__ */ s(x, { status: "info", title: "OAuth is not set up in this Airflow", children: [
      t.problem,
      " Until then, connect with an API token."
    ] }),
    /* @__PURE__ */ n(Vo, { stage: o }),
    a ? /* @__PURE__ */ n(x, { status: "error", title: "The account was not connected", children: a }) : null,
    /* @__PURE__ */ n(Ko, { redirectUri: t.redirect_uri })
  ] });
}
function Vo({ stage: e }) {
  return e === "waiting" ? /* @__PURE__ */ s(b, { fontSize: "sm", gap: 2, role: "status", children: [
    /* @__PURE__ */ n(be, { size: "sm" }),
    "Waiting for you to finish in Gong’s window …"
  ] }) : e === "blocked" ? /* @__PURE__ */ s(x, { status: "warning", title: "Your browser blocked the window", children: [
    "Allow pop-up windows for this site and press the button again, or",
    " ",
    /* @__PURE__ */ n(G, { href: qn(!1), variant: "underline", children: "continue to Gong in this window" }),
    "; it leads back here."
  ] }) : e === "closed" ? /* @__PURE__ */ n(x, { status: "info", children: "Gong’s window seems to be closed. If you are still signing in there, go on: this page will notice. Otherwise nothing was changed; try again when you like." }) : null;
}
function Ko({ redirectUri: e }) {
  return /* @__PURE__ */ s(Ge.Root, { width: "full", children: [
    /* @__PURE__ */ n(Ge.Trigger, { asChild: !0, children: /* @__PURE__ */ n(w, { size: "xs", variant: "ghost", children: "For the operator of this Airflow" }) }),
    /* @__PURE__ */ n(Ge.Content, { children: /* @__PURE__ */ s(m, { fontSize: "sm", gap: 2, pt: 2, children: [
      /* @__PURE__ */ s(g, { children: [
        "Register this redirect URI in Gong’s app (",
        /* @__PURE__ */ n("em", { children: "Admin center › Settings › Ecosystem › API › Integrations" }),
        "), exactly as it stands:"
      ] }),
      /* @__PURE__ */ n(ye, { alignSelf: "flex-start", overflowWrap: "anywhere", px: 2, py: 1, children: e }),
      /* @__PURE__ */ s(g, { color: "fg.muted", children: [
        "If the address is not the one that people open Airflow with, set ",
        /* @__PURE__ */ n(ye, { children: "[api] base_url" }),
        "."
      ] })
    ] }) })
  ] });
}
function Jo({ account: e, blocked: t, onChange: o, onCancel: r }) {
  const a = N(), i = {
    not_connected: "Connect your Gong account",
    reconnect_needed: "Connect again",
    connected: "Replace the credentials"
  }[e.state], l = t !== null || !a.account_storage.ready;
  return /* @__PURE__ */ s(
    D,
    {
      actions: r ? /* @__PURE__ */ n(w, { onClick: r, size: "sm", variant: "ghost", children: "Cancel" }) : null,
      hint: e.state === "not_connected" ? "Not connected. Choose one of two ways; either takes a minute." : "What is stored now is replaced once the new credentials are saved.",
      title: i,
      children: [
        t === null ? null : /* @__PURE__ */ n(x, { status: "info", children: t }),
        /* @__PURE__ */ s(se.Root, { defaultValue: e.method === "oauth" ? "oauth" : "api_key", hidden: l, lazyMount: !0, children: [
          /* @__PURE__ */ s(se.List, { children: [
            /* @__PURE__ */ n(se.Trigger, { value: "api_key", children: "API token" }),
            /* @__PURE__ */ n(se.Trigger, { value: "oauth", children: "OAuth" })
          ] }),
          /* @__PURE__ */ n(se.Content, { pt: 5, value: "api_key", children: /* @__PURE__ */ n(Go, { host: e.method === "api_key" ? e.host : null, onSaved: o }) }),
          /* @__PURE__ */ n(se.Content, { pt: 5, value: "oauth", children: /* @__PURE__ */ n(Yo, { onDone: o }) })
        ] })
      ]
    }
  );
}
function nt({ facts: e }) {
  return /* @__PURE__ */ n(
    ue,
    {
      as: "dl",
      columnGap: 6,
      fontSize: "sm",
      rowGap: { base: 0.5, md: 1.5 },
      templateColumns: { base: "1fr", md: "max-content 1fr" },
      children: e.map(([t, o]) => /* @__PURE__ */ s(Wt, { children: [
        /* @__PURE__ */ n(qe, { as: "dt", color: "fg.muted", children: t }),
        /* @__PURE__ */ n(qe, { as: "dd", mb: { base: 2, md: 0 }, minW: 0, overflowWrap: "anywhere", children: /* @__PURE__ */ n(I, { children: o }) })
      ] }, t))
    }
  );
}
function Zo({ account: e, replacing: t, onReplace: o, onChange: r }) {
  const [a, i] = y(!1), [l, c] = y(), d = L(async () => {
    const h = await Jt();
    c(h), h.ok || r("");
  }), u = e.state === "connected";
  return /* @__PURE__ */ s(
    D,
    {
      actions: /* @__PURE__ */ s(R, { children: [
        u ? /* @__PURE__ */ n(
          w,
          {
            loading: d.busy,
            onClick: () => {
              c(void 0), d.run();
            },
            size: "sm",
            variant: "outline",
            children: "Test connection"
          }
        ) : null,
        u && !t ? /* @__PURE__ */ n(w, { onClick: o, size: "sm", variant: "outline", children: "Replace" }) : null,
        /* @__PURE__ */ n(
          w,
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
        /* @__PURE__ */ s(m, { gap: 4, children: [
          /* @__PURE__ */ n(b, { children: /* @__PURE__ */ n(Z, { colorPalette: u ? "success" : "warning", size: "md", children: u ? "Connected" : "Reconnect needed" }) }),
          u ? null : /* @__PURE__ */ n(Xo, { account: e }),
          /* @__PURE__ */ n(nt, { facts: Qo(e) }),
          l ? /* @__PURE__ */ n(
            x,
            {
              status: l.ok ? "success" : "error",
              title: l.ok ? "The connection works" : "The connection does not work",
              children: l.message
            }
          ) : null,
          /* @__PURE__ */ n($, { error: d.error, title: "The test was not made" })
        ] }),
        a ? /* @__PURE__ */ n(
          er,
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
function Xo({ account: e }) {
  return /* @__PURE__ */ s(x, { status: "warning", title: "Gong does not accept this account any more", children: [
    e.reason ?? "Connect it again below.",
    " ",
    e.since ? /* @__PURE__ */ s(R, { children: [
      "Since ",
      /* @__PURE__ */ n(F, { at: e.since }),
      "."
    ] }) : null
  ] });
}
function Qo(e) {
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
    ["Used by", e.datasets.length > 0 ? we(e.datasets) : "no dataset yet"]
  ];
}
function er({
  account: e,
  onClose: t,
  onDone: o
}) {
  const r = L(async () => {
    const { message: a } = await Xt();
    t(), o(a);
  });
  return /* @__PURE__ */ n(
    _e,
    {
      busy: r.busy,
      doing: "Disconnect",
      error: r.error,
      onClose: t,
      onConfirm: () => void r.run(),
      title: "Disconnect your Gong account?",
      children: /* @__PURE__ */ s(J.Root, { gap: 2, ps: 5, children: [
        /* @__PURE__ */ n(J.Item, { children: "The credentials stored here are deleted." }),
        /* @__PURE__ */ n(J.Item, { children: e.datasets.length > 0 ? /* @__PURE__ */ s(R, { children: [
          "These datasets stop syncing until you connect again:",
          " ",
          /* @__PURE__ */ n(g, { as: "strong", overflowWrap: "anywhere", children: e.datasets.join(", ") }),
          "."
        ] }) : "No dataset uses this account." }),
        /* @__PURE__ */ n(J.Item, { children: "Files that were imported stay where they are." }),
        /* @__PURE__ */ s(J.Item, { children: [
          "Gong itself is not told. To end the access there too,",
          " ",
          e.method === "oauth" ? "remove the app under Admin center › Settings › Ecosystem › API › Integrations" : "delete the key under Admin center › Settings › Ecosystem › API",
          "."
        ] })
      ] })
    }
  );
}
const nr = (e) => e.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase(), tr = (e) => e.replace(
  /^([A-Z])|[\s-_]+(\w)/g,
  (t, o, r) => r ? r.toUpperCase() : o.toLowerCase()
), Cn = (e) => {
  const t = tr(e);
  return t.charAt(0).toUpperCase() + t.slice(1);
}, tt = (...e) => e.filter((t, o, r) => !!t && t.trim() !== "" && r.indexOf(t) === o).join(" ").trim(), or = (e) => {
  for (const t in e)
    if (t.startsWith("aria-") || t === "role" || t === "title")
      return !0;
};
var rr = {
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
const ar = Fn(
  ({
    color: e = "currentColor",
    size: t = 24,
    strokeWidth: o = 2,
    absoluteStrokeWidth: r,
    className: a = "",
    children: i,
    iconNode: l,
    ...c
  }, d) => Ye(
    "svg",
    {
      ref: d,
      ...rr,
      width: t,
      height: t,
      stroke: e,
      strokeWidth: r ? Number(o) * 24 / Number(t) : o,
      className: tt("lucide", a),
      ...!i && !or(c) && { "aria-hidden": "true" },
      ...c
    },
    [
      ...l.map(([u, h]) => Ye(u, h)),
      ...Array.isArray(i) ? i : [i]
    ]
  )
);
const A = (e, t) => {
  const o = Fn(
    ({ className: r, ...a }, i) => Ye(ar, {
      ref: i,
      iconNode: t,
      className: tt(
        `lucide-${nr(Cn(e))}`,
        `lucide-${e}`,
        r
      ),
      ...a
    })
  );
  return o.displayName = Cn(e), o;
};
const ir = [
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
], lr = A("building", ir);
const sr = [
  ["path", { d: "M3 3v16a2 2 0 0 0 2 2h16", key: "c24i48" }],
  ["path", { d: "M18 17V9", key: "2bz60n" }],
  ["path", { d: "M13 17V5", key: "1frdt8" }],
  ["path", { d: "M8 17v-3", key: "17ska0" }]
], cr = A("chart-column", sr);
const dr = [["path", { d: "M20 6 9 17l-5-5", key: "1gmf2c" }]], Ve = A("check", dr);
const ur = [["path", { d: "m6 9 6 6 6-6", key: "qrunsl" }]], hr = A("chevron-down", ur);
const pr = [["circle", { cx: "12", cy: "12", r: "10", key: "1mglay" }]], ot = A("circle", pr);
const fr = [
  ["rect", { width: "8", height: "4", x: "8", y: "2", rx: "1", ry: "1", key: "tgr4d6" }],
  [
    "path",
    {
      d: "M16 4h2a2 2 0 0 1 2 2v14a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h2",
      key: "116196"
    }
  ],
  ["path", { d: "m9 14 2 2 4-4", key: "df797q" }]
], gr = A("clipboard-check", fr);
const mr = [
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
], yr = A("clipboard-list", mr);
const wr = [
  ["path", { d: "M12 6v6l4 2", key: "mmk7yg" }],
  ["circle", { cx: "12", cy: "12", r: "10", key: "1mglay" }]
], _n = A("clock", wr);
const br = [
  ["path", { d: "M16 2v2", key: "scm5qe" }],
  ["path", { d: "M7 22v-2a2 2 0 0 1 2-2h6a2 2 0 0 1 2 2v2", key: "1waht3" }],
  ["path", { d: "M8 2v2", key: "pbkmx" }],
  ["circle", { cx: "12", cy: "11", r: "3", key: "itu57m" }],
  ["rect", { x: "3", y: "4", width: "18", height: "18", rx: "2", key: "12vinp" }]
], kr = A("contact", br);
const vr = [
  ["line", { x1: "5", x2: "19", y1: "9", y2: "9", key: "1nwqeh" }],
  ["line", { x1: "5", x2: "19", y1: "15", y2: "15", key: "g8yjpy" }]
], Cr = A("equal", vr);
const _r = [
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
], cn = A("file-text", _r);
const Tr = [
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
], xr = A("folder-tree", Tr);
const Sr = [
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
], $r = A("handshake", Sr);
const Ir = [["path", { d: "M21 12a9 9 0 1 1-6.219-8.56", key: "13zald" }]], Rr = A("loader-circle", Ir);
const Ar = [
  [
    "path",
    {
      d: "M22 17a2 2 0 0 1-2 2H6.828a2 2 0 0 0-1.414.586l-2.202 2.202A.71.71 0 0 1 2 21.286V5a2 2 0 0 1 2-2h16a2 2 0 0 1 2 2z",
      key: "18887p"
    }
  ]
], zr = A("message-square", Ar);
const Wr = [
  [
    "path",
    {
      d: "M13.832 16.568a1 1 0 0 0 1.213-.303l.355-.465A2 2 0 0 1 17 15h3a2 2 0 0 1 2 2v3a2 2 0 0 1-2 2A18 18 0 0 1 2 4a2 2 0 0 1 2-2h3a2 2 0 0 1 2 2v3a2 2 0 0 1-.8 1.6l-.468.351a1 1 0 0 0-.292 1.233 14 14 0 0 0 6.392 6.384",
      key: "9njp5v"
    }
  ]
], Pr = A("phone", Wr);
const Mr = [
  ["path", { d: "M19.07 4.93A10 10 0 0 0 6.99 3.34", key: "z3du51" }],
  ["path", { d: "M4 6h.01", key: "oypzma" }],
  ["path", { d: "M2.29 9.62A10 10 0 1 0 21.31 8.35", key: "qzzz0" }],
  ["path", { d: "M16.24 7.76A6 6 0 1 0 8.23 16.67", key: "1yjesh" }],
  ["path", { d: "M12 18h.01", key: "mhygvu" }],
  ["path", { d: "M17.99 11.66A6 6 0 0 1 15.77 16.67", key: "1u2y91" }],
  ["circle", { cx: "12", cy: "12", r: "2", key: "1c9p78" }],
  ["path", { d: "m13.41 10.59 5.66-5.66", key: "mhq4k0" }]
], Er = A("radar", Mr);
const Dr = [
  [
    "path",
    {
      d: "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3",
      key: "wmoenq"
    }
  ],
  ["path", { d: "M12 9v4", key: "juzpu7" }],
  ["path", { d: "M12 17h.01", key: "p32p05" }]
], Nr = A("triangle-alert", Dr);
const Or = [
  ["path", { d: "M12 3v12", key: "1x0j5s" }],
  ["path", { d: "m17 8-5-5-5 5", key: "7q97r8" }],
  ["path", { d: "M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4", key: "ih7n3h" }]
], Ur = A("upload", Or);
const Gr = [
  ["path", { d: "M16 21v-2a4 4 0 0 0-4-4H6a4 4 0 0 0-4 4v2", key: "1yyitq" }],
  ["path", { d: "M16 3.128a4 4 0 0 1 0 7.744", key: "16gr8j" }],
  ["path", { d: "M22 21v-2a4 4 0 0 0-3-3.87", key: "kshegd" }],
  ["circle", { cx: "9", cy: "7", r: "4", key: "nufk8" }]
], Lr = A("users", Gr);
const Fr = [
  ["path", { d: "M18 6 6 18", key: "1bl5f8" }],
  ["path", { d: "m6 6 12 12", key: "d8bk6v" }]
], rt = A("x", Fr), Hr = {
  "bar-chart": cr,
  building: lr,
  "clipboard-check": gr,
  "clipboard-list": yr,
  contact: kr,
  "folder-tree": xr,
  handshake: $r,
  "message-square": zr,
  phone: Pr,
  radar: Er,
  users: Lr
};
function he({ name: e }) {
  const t = Hr[e] ?? cn;
  return /* @__PURE__ */ n(Ee, { "aria-hidden": !0, boxSize: 5, color: "fg.muted", flexShrink: 0, children: /* @__PURE__ */ n(t, { strokeWidth: 1.75 }) });
}
function jr({ account: e }) {
  const t = e.scopes !== null;
  return /* @__PURE__ */ s(
    D,
    {
      hint: t ? "From the permissions (scopes) that Gong granted to this account." : "Gong does not tell which permissions an API key has. A type that the key may not read is skipped in a run, and its outcome names the permission.",
      title: "What this account can read",
      children: [
        /* @__PURE__ */ n(Gn, { columns: { base: 1, sm: 2, lg: 3 }, gap: 3, children: e.types.map((o) => /* @__PURE__ */ n(Br, { known: t, type: o }, o.id)) }),
        e.scopes && e.scopes.length > 0 ? /* @__PURE__ */ s(I, { mt: 4, children: [
          /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", mb: 1, children: "Granted scopes" }),
          /* @__PURE__ */ n(b, { flexWrap: "wrap", gap: 1, children: e.scopes.map((o) => /* @__PURE__ */ n(ye, { overflowWrap: "anywhere", size: "sm", children: o }, o)) })
        ] }) : null
      ]
    }
  );
}
function Br({ type: e, known: t }) {
  return /* @__PURE__ */ s(b, { alignItems: "flex-start", borderWidth: "1px", gap: 3, p: 3, rounded: "md", children: [
    /* @__PURE__ */ n(he, { name: e.icon }),
    /* @__PURE__ */ s(m, { gap: 1, minW: 0, children: [
      /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ n(g, { fontWeight: "medium", children: e.label }),
        t ? /* @__PURE__ */ n(Z, { colorPalette: e.allowed ? "success" : "warning", children: e.allowed ? "allowed" : "not allowed" }) : null
      ] }),
      e.missing_scope ? /* @__PURE__ */ s(g, { color: "fg.muted", fontSize: "sm", children: [
        "Needs",
        " ",
        /* @__PURE__ */ n(ye, { overflowWrap: "anywhere", size: "sm", children: e.missing_scope })
      ] }) : null,
      e.allowed && e.poorer_without.length > 0 ? /* @__PURE__ */ s(g, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", children: [
        "Richer with ",
        we(e.poorer_without)
      ] }) : null
    ] })
  ] });
}
function qr() {
  const e = N(), t = O(Bn, "account"), [o, r] = y(""), { reload: a, data: i } = t;
  return E(() => {
    if (i?.state !== "connected")
      return window.addEventListener("focus", a), () => {
        window.removeEventListener("focus", a);
      };
  }, [i?.state, a]), /* @__PURE__ */ n(
    Q,
    {
      lead: "The account that your datasets read Gong with. Datasets of other people cannot use it, and nobody sees its secret here.",
      title: "Gong account",
      children: /* @__PURE__ */ s(m, { gap: 5, children: [
        /* @__PURE__ */ n(Vr, { connected: i?.state === "connected" }),
        o ? /* @__PURE__ */ n(x, { status: "success", children: o }) : null,
        e.account_storage.problem ? /* @__PURE__ */ n(x, { status: "error", title: "Accounts cannot be kept safely yet", children: e.account_storage.problem }) : null,
        /* @__PURE__ */ n($, { error: t.error, onRetry: a, title: "Your account could not be loaded" }),
        i ? /* @__PURE__ */ n(
          Yr,
          {
            account: i,
            onChange: (l) => {
              r(l), a();
            }
          }
        ) : null,
        !i && t.loading ? /* @__PURE__ */ n(j, { rows: 4, what: "your account" }) : null,
        e.is_admin ? /* @__PURE__ */ n(No, { onChange: a }, i?.state) : null
      ] })
    }
  );
}
function Yr({ account: e, onChange: t }) {
  const o = N(), [r, a] = y(!1), i = (l) => {
    a(!1), t(l);
  };
  return /* @__PURE__ */ s(R, { children: [
    e.state === "not_connected" ? null : /* @__PURE__ */ n(
      Zo,
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
      Jo,
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
    e.state === "connected" ? /* @__PURE__ */ n(jr, { account: e }) : null
  ] });
}
function Vr({ connected: e }) {
  const [t] = De(), o = To(t);
  return o === null ? null : e ? /* @__PURE__ */ n(
    x,
    {
      action: /* @__PURE__ */ n(w, { asChild: !0, colorPalette: "brand", size: "sm", children: /* @__PURE__ */ n(z, { to: o, children: "Back to your dataset" }) }),
      status: "success",
      title: "Your account is connected",
      children: "What you had typed is still there."
    }
  ) : /* @__PURE__ */ s(x, { status: "info", children: [
    "Connect your account here, then go",
    " ",
    /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: o, children: "back to your dataset" }) }),
    ". What you typed is kept."
  ] });
}
const Tn = 500, xn = 90, dn = (e) => `${nn}api/v2/dags/${encodeURIComponent(e)}`, un = (e) => `/dags/${encodeURIComponent(e)}`, at = (e, t) => `${un(e)}/runs/${encodeURIComponent(t)}`;
async function it(e, t) {
  return (await S(`${dn(e)}/dagRuns`, {
    method: "POST",
    body: { logical_date: null, conf: t }
  })).dag_run_id;
}
const lt = (e, t) => S(`${dn(e)}?update_mask=is_paused`, { method: "PATCH", body: { is_paused: t } });
async function st(e, t, o = Kr) {
  for (let r = 0; r < xn * 1e3; r += Tn) {
    try {
      const { params: a } = await S(`${dn(e)}/details`);
      if (String(a?.data_types?.value) === String(t)) return;
    } catch (a) {
      if (!(a instanceof tn) || a.status !== 404) throw a;
    }
    await o(Tn);
  }
  throw ne(504, {
    detail: `Airflow has not read the definition after ${xn} seconds. It is saved; its DAG processor may be busy or stopped.`
  });
}
function Kr(e) {
  return new Promise((t) => {
    setTimeout(t, e);
  });
}
const ct = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"], Jr = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *"
}, Zr = /^(\d{1,2}) (\d{1,2}) (\*|1) \* (\*|[0-6])$/;
function dt(e) {
  const t = Jr[e] ?? e.trim().split(/\s+/).join(" "), o = { frequency: "cron", at: "03:00", weekday: 1, cron: e };
  if (t === "0 * * * *") return { ...o, frequency: "hourly" };
  const [, r, a, i, l] = Zr.exec(t) ?? [];
  if (r === void 0 || a === void 0 || Number(r) > 59 || Number(a) > 23 || i === "1" && l !== "*") return o;
  const c = `${a.padStart(2, "0")}:${r.padStart(2, "0")}`;
  return i === "1" ? { ...o, at: c, frequency: "monthly" } : l === "*" ? { ...o, at: c, frequency: "daily" } : { ...o, at: c, frequency: "weekly", weekday: Number(l) };
}
function Xr({ frequency: e, at: t, weekday: o, cron: r }) {
  const [a = "0", i = "0"] = t.split(":"), l = `${Number(i)} ${Number(a)}`;
  return {
    hourly: "@hourly",
    daily: `${l} * * *`,
    weekly: `${l} * * ${o}`,
    monthly: `${l} 1 * *`,
    cron: r
  }[e];
}
function ut(e) {
  if (e === null) return "By hand only";
  const t = dt(e);
  return {
    hourly: "Every hour",
    daily: `Every day at ${t.at} UTC`,
    weekly: `Every ${ct[t.weekday] ?? ""} at ${t.at} UTC`,
    monthly: `Every month on the 1st at ${t.at} UTC`,
    cron: `By the cron expression ${e}, in UTC`
  }[t.frequency];
}
const Sn = { label: "not yet", palette: "gray", Picture: ot }, Qr = {
  waiting: { label: "waiting", palette: "gray", Picture: _n },
  queued: { label: "queued", palette: "gray", Picture: _n },
  running: { label: "running", palette: "running", Picture: Rr },
  imported: { label: "imported", palette: "success", Picture: Ve },
  success: { label: "done", palette: "success", Picture: Ve },
  unchanged: { label: "unchanged", palette: "gray", Picture: Cr },
  empty: { label: "empty", palette: "gray", Picture: ot },
  skipped: { label: "skipped", palette: "warning", Picture: Nr },
  failed: { label: "failed", palette: "failed", Picture: rt }
};
function ea(e) {
  return Qr[e ?? ""] ?? { ...Sn, label: e ?? Sn.label };
}
function xe({ state: e, of: t }) {
  const { label: o, palette: r, Picture: a } = ea(e);
  return /* @__PURE__ */ s(Z, { colorPalette: r, gap: 1, maxW: "full", size: "sm", title: t ? `${t}: ${o}` : void 0, children: [
    /* @__PURE__ */ n(Ee, { "aria-hidden": !0, animation: e === "running" ? "spin" : void 0, boxSize: 3, children: /* @__PURE__ */ n(a, {}) }),
    t ? `${t}${e === void 0 ? "" : ":"}` : null,
    " ",
    t && e === void 0 ? null : o
  ] });
}
const ht = { base: "1fr", lg: "minmax(0, 1fr) 150px 150px 84px" }, na = ["Dataset", "Last sync", "Next sync", "Size"];
function ta({ rows: e }) {
  return /* @__PURE__ */ s(I, { borderWidth: "1px", overflow: "hidden", rounded: "lg", children: [
    /* @__PURE__ */ n(
      ue,
      {
        "aria-hidden": !0,
        bg: "bg.muted",
        color: "fg.muted",
        columnGap: 5,
        display: { base: "none", lg: "grid" },
        fontSize: "sm",
        px: 4,
        py: 2,
        templateColumns: ht,
        children: na.map((t) => /* @__PURE__ */ n("span", { children: t }, t))
      }
    ),
    /* @__PURE__ */ n(I, { as: "ul", listStyleType: "none", children: e.map((t) => /* @__PURE__ */ n(I, { as: "li", borderTopWidth: "1px", children: /* @__PURE__ */ n(oa, { row: t }) }, t.name)) })
  ] });
}
function oa({ row: e }) {
  return /* @__PURE__ */ s(ue, { alignItems: "start", columnGap: 5, px: 4, py: 3, rowGap: 2, templateColumns: ht, children: [
    /* @__PURE__ */ s(m, { gap: 1.5, minW: 0, children: [
      /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 2, children: [
        /* @__PURE__ */ n(G, { asChild: !0, fontWeight: "semibold", overflowWrap: "anywhere", children: /* @__PURE__ */ n(z, { to: ie(e.name), children: e.name }) }),
        /* @__PURE__ */ n(pt, { row: e })
      ] }),
      e.description ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", lineClamp: 2, children: e.description }) : null,
      e.error ? /* @__PURE__ */ n(x, { live: !1, status: "error", title: "This definition cannot be used", children: e.error }) : /* @__PURE__ */ n(aa, { row: e }),
      /* @__PURE__ */ s(b, { color: "fg.muted", flexWrap: "wrap", fontSize: "sm", gap: 3, children: [
        /* @__PURE__ */ n("span", { children: e.owner ? `Owner: ${e.owner}` : "No owner" }),
        e.error ? null : /* @__PURE__ */ n(G, { asChild: !0, color: "fg.muted", variant: "underline", children: /* @__PURE__ */ n(z, { "aria-label": `DAG of ${e.name}`, to: un(e.dag_id), children: "Open its DAG" }) })
      ] })
    ] }),
    /* @__PURE__ */ n(He, { head: "Last sync", children: e.last_sync ? /* @__PURE__ */ n(F, { at: e.last_sync.at, relative: !0 }) : "not yet" }),
    /* @__PURE__ */ n(He, { head: "Next sync", children: /* @__PURE__ */ n(ra, { row: e }) }),
    /* @__PURE__ */ n(He, { head: "Size", children: B(e.size) })
  ] });
}
function He({ head: e, children: t }) {
  return /* @__PURE__ */ s(b, { alignItems: "baseline", fontSize: "sm", gap: 2, children: [
    /* @__PURE__ */ n(g, { as: "span", color: "fg.muted", display: { base: "inline", lg: "none" }, minW: "80px", children: e }),
    /* @__PURE__ */ n("span", { children: t })
  ] });
}
function pt({ row: e }) {
  return /* @__PURE__ */ s(R, { children: [
    e.origin === "git" ? /* @__PURE__ */ n(
      Z,
      {
        colorPalette: "purple",
        title: "Its definition is a file that is reviewed in git; it cannot be edited here.",
        children: "managed in git"
      }
    ) : null,
    e.paused ? /* @__PURE__ */ n(Z, { colorPalette: "warning", children: "paused" }) : null
  ] });
}
function ra({ row: e }) {
  return e.error ? /* @__PURE__ */ n(R, { children: "–" }) : e.schedule === null ? /* @__PURE__ */ n(R, { children: "by hand only" }) : e.paused ? /* @__PURE__ */ n(R, { children: "paused" }) : e.next_sync ? /* @__PURE__ */ n(F, { at: e.next_sync, relative: !0 }) : /* @__PURE__ */ n(R, { children: ut(e.schedule) });
}
function aa({ row: e }) {
  const t = N(), o = (r) => t.data_types.find((a) => a.id === r)?.label ?? r;
  return /* @__PURE__ */ n(
    b,
    {
      "aria-label": "Data types, with what came of the last sync",
      as: "ul",
      flexWrap: "wrap",
      gap: 1,
      listStyleType: "none",
      children: e.data_types.map((r) => /* @__PURE__ */ n("li", { children: /* @__PURE__ */ n(xe, { of: o(r), state: e.last_sync?.types[r]?.state }) }, r))
    }
  );
}
function Se(e, t) {
  const [o, r] = y(e);
  return E(() => {
    const a = window.setTimeout(() => {
      r(e);
    }, t);
    return () => {
      window.clearTimeout(a);
    };
  }, [e, t]), o;
}
function hn(e, t, o) {
  const r = q(e);
  E(() => {
    r.current = e;
  }), E(() => {
    if (!o) return;
    const a = window.setInterval(() => {
      document.hidden || r.current();
    }, t);
    return () => {
      window.clearInterval(a);
    };
  }, [t, o]);
}
function ia(e, t) {
  const o = URL.createObjectURL(new Blob([t], { type: "text/plain" })), r = document.createElement("a");
  r.href = o, r.download = e, r.click(), URL.revokeObjectURL(o);
}
function la({ dataset: e, opener: t, onClose: o }) {
  const r = Ln(), [a, i] = y("keep"), l = L(async () => {
    const d = await ro(e.name, a);
    await r(oe, { state: { deleted: d } });
  }), c = e.definition ? `${e.definition.bucket}/${e.definition.prefix}` : "the storage";
  return /* @__PURE__ */ s(
    _e,
    {
      busy: l.busy,
      doing: a === "keep" ? "Delete dataset" : "Delete dataset and files",
      error: l.error,
      onClose: o,
      opener: t,
      onConfirm: () => void l.run(),
      title: `Delete ${e.name}?`,
      children: [
        /* @__PURE__ */ n(g, { fontSize: "sm", children: "It stops syncing, and its history of runs in Airflow goes with it." }),
        /* @__PURE__ */ n(
          fe.Root,
          {
            "aria-label": "What becomes of the files",
            colorPalette: "brand",
            onValueChange: ({ value: d }) => {
              i(d === "delete" ? "delete" : "keep");
            },
            value: a,
            children: /* @__PURE__ */ s(m, { gap: 3, children: [
              /* @__PURE__ */ n($n, { hint: `They stay in ${c}.`, label: "Keep the files", value: "keep" }),
              /* @__PURE__ */ n(
                $n,
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
function $n({ value: e, label: t, hint: o }) {
  return /* @__PURE__ */ s(fe.Item, { alignItems: "flex-start", value: e, children: [
    /* @__PURE__ */ n(fe.ItemHiddenInput, {}),
    /* @__PURE__ */ n(fe.ItemIndicator, { mt: 0.5 }),
    /* @__PURE__ */ s(fe.ItemText, { children: [
      t,
      /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", fontWeight: "normal", overflowWrap: "anywhere", children: o })
    ] })
  ] });
}
const sa = 864e5;
function ca(e, t, o) {
  return e === "" || t === "" ? null : e > t ? "The first day is after the last one." : e > o ? "The range lies in the future." : null;
}
function da(e, t) {
  const o = new Date(Date.parse(`${t}T00:00:00Z`) + sa);
  return { start: `${e}T00:00:00Z`, end: `${o.toISOString().slice(0, 10)}T00:00:00Z` };
}
function ft([e, t]) {
  return t === "" ? `${Pe(e)} until then` : `${Pe(e)} to ${Pe(new Date(Date.parse(t) - 1).toISOString())}`;
}
function re({ checked: e, onChange: t, disabled: o = !1, children: r, label: a }) {
  return /* @__PURE__ */ s(
    Re.Root,
    {
      checked: e,
      colorPalette: "brand",
      disabled: o,
      onCheckedChange: (i) => {
        t(i.checked === !0);
      },
      size: "sm",
      children: [
        /* @__PURE__ */ n(Re.HiddenInput, { "aria-label": a }),
        /* @__PURE__ */ n(Re.Control, {}),
        r ? /* @__PURE__ */ n(Re.Label, { children: r }) : null
      ]
    }
  );
}
function Me({ value: e, onChange: t, options: o, label: r, disabled: a = !1 }) {
  return /* @__PURE__ */ s(Le.Root, { disabled: a, size: "sm", children: [
    /* @__PURE__ */ n(
      Le.Field,
      {
        "aria-label": r,
        onChange: (i) => {
          t(i.currentTarget.value);
        },
        value: e,
        children: o.map((i) => /* @__PURE__ */ n("option", { value: i.value, children: i.label }, i.value))
      }
    ),
    /* @__PURE__ */ n(Le.Indicator, {})
  ] });
}
function ua({ dataset: e, onSync: t, opener: o, onClose: r }) {
  const i = N().data_types.filter((T) => e.data_types.includes(T.id)), [l, c] = y(i.filter((T) => T.has_history).map((T) => T.id)), [d, u] = y(""), [h, f] = y(""), p = (/* @__PURE__ */ new Date()).toISOString().slice(0, 10), k = ca(d, h, p) ?? void 0, _ = i.filter((T) => !T.has_history).map((T) => T.label), v = async () => {
    await t.run({ data_types: l, ...da(d, h) }) && r();
  };
  return /* @__PURE__ */ s(
    _e,
    {
      busy: t.busy,
      danger: !1,
      disabled: d === "" || h === "" || k !== void 0 || l.length === 0,
      doing: "Import",
      error: t.error,
      onClose: r,
      opener: o,
      onConfirm: () => void v(),
      title: "Import a range of dates",
      children: [
        /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "Everything that Gong has of these days goes into history files beside the current ones, whatever the dataset’s limit. The same range always makes the same file." }),
        /* @__PURE__ */ s(b, { alignItems: "flex-start", flexWrap: "wrap", gap: 4, children: [
          /* @__PURE__ */ n(M, { label: "First day", required: !0, width: "200px", children: /* @__PURE__ */ n(
            U,
            {
              max: p,
              onChange: (T) => {
                u(T.target.value);
              },
              type: "date",
              value: d
            }
          ) }),
          /* @__PURE__ */ n(M, { error: k, hint: "Included. Days are in UTC.", label: "Last day", required: !0, width: "200px", children: /* @__PURE__ */ n(
            U,
            {
              onChange: (T) => {
                f(T.target.value);
              },
              type: "date",
              value: h
            }
          ) })
        ] }),
        /* @__PURE__ */ n(m, { "aria-label": "Data types", gap: 2, role: "group", children: i.filter((T) => T.has_history).map(({ id: T, label: W }) => /* @__PURE__ */ n(
          re,
          {
            checked: l.includes(T),
            onChange: (H) => {
              c(H ? [...l, T] : l.filter(($e) => $e !== T));
            },
            children: W
          },
          T
        )) }),
        _.length > 0 ? /* @__PURE__ */ s(g, { color: "fg.muted", fontSize: "sm", children: [
          "Gong knows only the present of ",
          we(_),
          "."
        ] }) : null
      ]
    }
  );
}
function ha({ dataset: e, onSync: t, onChange: o }) {
  const r = N(), [a, i] = y(), l = q(null), c = L(async () => {
    await lt(e.dag_id, !e.paused), o();
  }), d = L(async () => {
    ia(`${e.name}.yaml`, await ao(e.name));
  }), u = () => {
    i(void 0);
  }, h = e.may_edit && e.origin === "page", f = e.data_types.some((p) => r.data_types.find((k) => k.id === p)?.has_history);
  return /* @__PURE__ */ s(R, { children: [
    e.may_run ? /* @__PURE__ */ n(w, { colorPalette: "brand", loading: t.busy, loadingText: "Starting", onClick: () => void t.run({}), children: "Sync now" }) : null,
    h && !e.error ? /* @__PURE__ */ n(w, { asChild: !0, variant: "outline", children: /* @__PURE__ */ n(z, { to: ko(e.name), children: "Edit" }) }) : null,
    /* @__PURE__ */ s(K.Root, { positioning: { placement: "bottom-end" }, children: [
      /* @__PURE__ */ n(K.Trigger, { asChild: !0, children: /* @__PURE__ */ s(w, { loading: c.busy || d.busy, ref: l, variant: "outline", children: [
        "More ",
        /* @__PURE__ */ n(hr, { "aria-hidden": !0, size: 16 })
      ] }) }),
      /* @__PURE__ */ n(Un, { children: /* @__PURE__ */ n(K.Positioner, { children: /* @__PURE__ */ s(K.Content, { children: [
        e.may_run && f ? /* @__PURE__ */ n(
          K.Item,
          {
            onClick: () => {
              i("range");
            },
            value: "range",
            children: "Import a range of dates …"
          }
        ) : null,
        e.may_run && e.paused !== null ? /* @__PURE__ */ n(K.Item, { onClick: () => void c.run(), value: "pause", children: e.paused ? "Resume syncing" : "Pause syncing" }) : null,
        r.can_create && !e.error ? /* @__PURE__ */ n(K.Item, { asChild: !0, value: "duplicate", children: /* @__PURE__ */ n(z, { to: Co(e.name), children: "Duplicate" }) }) : null,
        e.error ? null : /* @__PURE__ */ n(K.Item, { onClick: () => void d.run(), value: "yaml", children: "Export as YAML" }),
        h ? /* @__PURE__ */ n(
          K.Item,
          {
            color: "red.fg",
            onClick: () => {
              i("delete");
            },
            value: "delete",
            children: "Delete …"
          }
        ) : null
      ] }) }) })
    ] }),
    /* @__PURE__ */ n($, { error: c.error, title: "That was not changed" }),
    /* @__PURE__ */ n($, { error: d.error, title: "The file was not made" }),
    a === "delete" ? /* @__PURE__ */ n(la, { dataset: e, onClose: u, opener: l }) : null,
    a === "range" ? /* @__PURE__ */ n(ua, { dataset: e, onClose: u, onSync: t, opener: l }) : null
  ] });
}
function gt(e) {
  const [t, o] = y([]), r = q(new AbortController());
  E(() => {
    const d = r.current;
    return () => {
      d.abort();
    };
  }, []);
  const a = (d, u) => {
    o((h) => h.map((f) => f.file === d ? { ...f, ...u } : f));
  };
  async function i(d) {
    a(d, { state: "sending" });
    try {
      return await co(
        e,
        d,
        (u) => {
          a(d, { share: u });
        },
        r.current.signal
      ), a(d, { state: "done", share: 1 }), !0;
    } catch (u) {
      return Oe(u) || a(d, { state: "failed", error: ke(u).message }), !1;
    }
  }
  async function l(d) {
    o((h) => [
      ...h.filter((f) => f.state !== "done" && !d.some((p) => p.name === f.file.name)),
      ...d.map((f) => ({ file: f, state: "waiting", share: 0, error: null }))
    ]);
    let u = 0;
    for (const h of d) await i(h) || (u += 1);
    return u;
  }
  const c = Ne(() => {
    o([]);
  }, []);
  return { list: t, send: l, clear: c };
}
const pa = 1e3;
function mt({
  onFiles: e,
  hint: t,
  disabled: o = !1
}) {
  return /* @__PURE__ */ s(
    pe.Root,
    {
      acceptedFiles: [],
      disabled: o,
      maxFiles: pa,
      onFileAccept: ({ files: r }) => {
        r.length > 0 && e(r);
      },
      children: [
        /* @__PURE__ */ n(pe.HiddenInput, { "aria-label": "Choose files to upload" }),
        /* @__PURE__ */ s(pe.Dropzone, { "aria-label": "Drop files here, or press Enter to choose them", minH: "88px", py: 4, width: "full", children: [
          /* @__PURE__ */ n(Ee, { "aria-hidden": !0, boxSize: 5, color: "fg.muted", children: /* @__PURE__ */ n(Ur, {}) }),
          /* @__PURE__ */ s(pe.DropzoneContent, { children: [
            /* @__PURE__ */ n("span", { children: "Drop files here, or click to choose them" }),
            /* @__PURE__ */ n(pe.Label, { color: "fg.muted", fontSize: "sm", fontWeight: "normal", children: t })
          ] })
        ] })
      ]
    }
  );
}
const fa = {
  waiting: "waiting",
  sending: "uploading",
  done: "uploaded",
  failed: "failed"
};
function yt({ uploads: e }) {
  return e.length === 0 ? null : /* @__PURE__ */ n(m, { "aria-label": "Uploads", "aria-live": "polite", as: "ul", gap: 3, listStyleType: "none", children: e.map(({ file: t, state: o, share: r, error: a }) => /* @__PURE__ */ s(m, { as: "li", gap: 1, children: [
    /* @__PURE__ */ s(b, { fontSize: "sm", gap: 3, justifyContent: "space-between", children: [
      /* @__PURE__ */ n(g, { minW: 0, overflowWrap: "anywhere", children: t.name }),
      /* @__PURE__ */ s(g, { color: o === "failed" ? "red.fg" : "fg.muted", flexShrink: 0, children: [
        B(t.size),
        " · ",
        fa[o]
      ] })
    ] }),
    o === "sending" ? /* @__PURE__ */ n(
      de.Root,
      {
        "aria-label": `Upload of ${t.name}`,
        colorPalette: "brand",
        size: "xs",
        value: Math.round(r * 100),
        children: /* @__PURE__ */ n(de.Track, { children: /* @__PURE__ */ n(de.Range, {}) })
      }
    ) : null,
    /* @__PURE__ */ n(Te, { children: a })
  ] }, t.name)) });
}
function wt({ types: e }) {
  return /* @__PURE__ */ n(m, { as: "ul", gap: 0, listStyleType: "none", children: e.map((t) => /* @__PURE__ */ n(I, { as: "li", borderTopWidth: "1px", py: 2, children: /* @__PURE__ */ n(ga, { type: t }) }, t.id)) });
}
function ga({ type: e }) {
  const { icon: t } = Ue(e.id);
  return /* @__PURE__ */ s(m, { gap: 1, children: [
    /* @__PURE__ */ s(b, { columnGap: 3, flexWrap: "wrap", rowGap: 1, children: [
      /* @__PURE__ */ n(he, { name: t }),
      /* @__PURE__ */ n(g, { flex: "1", fontSize: "sm", fontWeight: "medium", children: e.label }),
      /* @__PURE__ */ n(
        g,
        {
          color: "fg.muted",
          fontSize: "sm",
          fontVariantNumeric: "tabular-nums",
          order: { base: 2, md: 0 },
          ps: { base: 8, md: 0 },
          width: { base: "full", md: "auto" },
          children: e.so_far ? ma(e.so_far) : pn(e.records, e.bytes)
        }
      ),
      /* @__PURE__ */ n(I, { minW: { md: "104px" }, textAlign: "end", children: /* @__PURE__ */ n(xe, { state: e.state }) })
    ] }),
    e.why ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", ps: 8, children: e.why }) : null,
    e.note ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", overflowWrap: "anywhere", ps: 8, children: e.note }) : null
  ] });
}
function ma({ records: e, most: t }) {
  return t === null ? `${X(e, "record")} so far` : `${Io(e)} of at most ${X(t, "record")} so far`;
}
function pn(e, t) {
  return [e === null ? "" : X(e, "record"), t === null ? "" : B(t)].filter((r) => r !== "").join(" · ");
}
function ya({ dataset: e, files: t, onDelete: o }) {
  return /* @__PURE__ */ n(m, { as: "ul", gap: 0, listStyleType: "none", children: t.map((r) => /* @__PURE__ */ n(I, { as: "li", borderTopWidth: "1px", py: 2.5, children: /* @__PURE__ */ n(wa, { dataset: e.name, file: r, ...o ? { onDelete: o } : {} }) }, r.key)) });
}
function wa({
  dataset: e,
  file: t,
  onDelete: o
}) {
  return /* @__PURE__ */ s(b, { alignItems: "flex-start", gap: 3, children: [
    t.data_type === null ? /* @__PURE__ */ n(cn, { "aria-hidden": !0, size: 20, strokeWidth: 1.75 }) : /* @__PURE__ */ n(ba, { id: t.data_type }),
    /* @__PURE__ */ s(On, { alignItems: "center", columnGap: 3, flex: "1", flexWrap: "wrap", minW: 0, rowGap: 1, children: [
      /* @__PURE__ */ s(m, { flex: "1 1 240px", gap: 0, minW: 0, children: [
        /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 2, children: [
          /* @__PURE__ */ n(G, { asChild: !0, fontSize: "sm", fontWeight: "medium", overflowWrap: "anywhere", children: /* @__PURE__ */ n(z, { to: wn(e, t.key), children: t.name }) }),
          t.kind === "history" ? /* @__PURE__ */ n(Z, { colorPalette: "blue", title: t.window ?? void 0, children: "history" }) : null,
          t.source === "upload" ? /* @__PURE__ */ n(Z, { colorPalette: "teal", children: "not from Gong" }) : null
        ] }),
        /* @__PURE__ */ s(g, { color: "fg.muted", fontSize: "sm", children: [
          t.window ? `${t.window} · ` : "",
          "changed ",
          /* @__PURE__ */ n(F, { at: t.last_changed }),
          t.source === "gong" && t.first_imported ? /* @__PURE__ */ s(R, { children: [
            ", first imported ",
            /* @__PURE__ */ n(F, { at: t.first_imported })
          ] }) : null
        ] })
      ] }),
      /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", fontVariantNumeric: "tabular-nums", children: pn(t.records, t.size) }),
      /* @__PURE__ */ s(b, { gap: 1, children: [
        o && t.kind === "upload" ? /* @__PURE__ */ n(
          w,
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
        ) : null,
        /* @__PURE__ */ n(w, { asChild: !0, size: "xs", variant: "outline", children: /* @__PURE__ */ n(z, { "aria-label": `Read ${t.name}`, to: wn(e, t.key), children: "Read" }) }),
        /* @__PURE__ */ n(w, { asChild: !0, size: "xs", variant: "outline", children: /* @__PURE__ */ n("a", { "aria-label": `Download ${t.name}`, download: t.name, href: Yn(e, t.key), children: "Download" }) })
      ] })
    ] })
  ] });
}
function ba({ id: e }) {
  return /* @__PURE__ */ n(he, { name: Ue(e).icon });
}
function ka({ dataset: e, stamp: t }) {
  const o = O(() => so(e.name), `${e.name}|${t}`), [r, a] = y(o.data);
  o.data && o.data !== r && a(o.data);
  const [i, l] = y(), c = gt(e.name), d = L(async (p) => {
    await uo(e.name, p.name), l(void 0), o.reload();
  }), u = o.data ?? r, h = u?.files.reduce((p, k) => p + k.size, 0) ?? 0, f = e.may_edit;
  return /* @__PURE__ */ s(
    D,
    {
      hint: u ? `${X(u.files.length, "file")}, ${B(h)}` : "In the dataset’s storage",
      title: "Files",
      children: [
        /* @__PURE__ */ s(m, { gap: 4, children: [
          /* @__PURE__ */ n($, { error: o.error, onRetry: o.reload, title: "The storage did not answer" }),
          !u && !o.error && o.loading ? /* @__PURE__ */ n(j, { rows: 4, what: "the files" }) : null,
          u?.files.length === 0 ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "There are no files yet. The first sync makes them." }) : null,
          u && u.files.length > 0 ? /* @__PURE__ */ n(ya, { dataset: e, files: u.files, ...f ? { onDelete: l } : {} }) : null,
          u?.truncated ? /* @__PURE__ */ n(x, { status: "info", children: "The folder holds more files than are listed here." }) : null,
          /* @__PURE__ */ n(yt, { uploads: c.list }),
          f ? /* @__PURE__ */ n(
            mt,
            {
              hint: "They become part of this dataset; a sync never touches them.",
              onFiles: (p) => {
                c.send(p).then(o.reload);
              }
            }
          ) : null
        ] }),
        i ? /* @__PURE__ */ n(
          _e,
          {
            busy: d.busy,
            doing: "Delete file",
            error: d.error,
            onClose: () => {
              l(void 0);
            },
            onConfirm: () => void d.run(i),
            title: "Delete this file?",
            children: /* @__PURE__ */ s(g, { fontSize: "sm", overflowWrap: "anywhere", children: [
              /* @__PURE__ */ n("strong", { children: i.name }),
              " was uploaded here. It is deleted from the storage for good."
            ] })
          }
        ) : null
      ]
    }
  );
}
const va = 1500, Ca = ["waiting", "running"];
function _a({ dataset: e, runId: t, onEnd: o, onClose: r, onResume: a }) {
  const { data: i, error: l, reload: c, loading: d } = O(() => lo(e.name, t), t), u = i?.state === "success" || i?.state === "failed";
  hn(c, va, !u);
  const h = q(!1);
  return E(() => {
    !u || h.current || (h.current = !0, o());
  }), /* @__PURE__ */ n(
    D,
    {
      actions: u ? /* @__PURE__ */ n(w, { onClick: r, size: "sm", variant: "ghost", children: "Close" }) : null,
      hint: /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: at(e.dag_id, t), children: "Open the run in Airflow" }) }),
      title: i?.range ? `Import of ${ft(i.range)}` : "Sync",
      children: /* @__PURE__ */ s(m, { gap: 3, children: [
        /* @__PURE__ */ n($, { error: l, onRetry: c, title: "The run could not be followed" }),
        !i && d ? /* @__PURE__ */ n(j, { rows: e.data_types.length, what: "the run" }) : null,
        i ? /* @__PURE__ */ n(Ta, { run: i }) : null,
        e.paused && i?.state === "queued" ? /* @__PURE__ */ n(xa, { dataset: e, onResume: a }) : null,
        i ? /* @__PURE__ */ n(wt, { types: i.types }) : null
      ] })
    }
  );
}
function Ta({ run: e }) {
  const t = e.types.filter((a) => !Ca.includes(a.state)).length, o = e.state === "success" || e.state === "failed", r = o ? { success: "Finished.", failed: "Finished; at least one type failed, see below." }[e.state] : e.state === "queued" ? "Waiting for Airflow to begin …" : `Running: ${t} of ${e.types.length} types are done.`;
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(b, { "aria-live": "polite", fontSize: "sm", gap: 2, role: "status", children: [
      o ? /* @__PURE__ */ n(xe, { state: e.state }) : /* @__PURE__ */ n(be, { "aria-hidden": !0, size: "sm" }),
      /* @__PURE__ */ n(g, { children: r })
    ] }),
    /* @__PURE__ */ n(
      de.Root,
      {
        "aria-label": "Progress of the sync",
        colorPalette: e.state === "failed" ? "failed" : "brand",
        max: Math.max(e.types.length, 1),
        size: "xs",
        value: o ? Math.max(e.types.length, 1) : t,
        children: /* @__PURE__ */ n(de.Track, { children: /* @__PURE__ */ n(de.Range, {}) })
      }
    )
  ] });
}
function xa({ dataset: e, onResume: t }) {
  const o = L(async () => {
    await lt(e.dag_id, !1), t();
  });
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ n(
      x,
      {
        action: /* @__PURE__ */ n(w, { loading: o.busy, onClick: () => void o.run(), size: "xs", variant: "outline", children: "Resume syncing" }),
        status: "warning",
        title: "Syncing is paused",
        children: "Airflow begins no run of a paused dataset, also none that was started by hand."
      }
    ),
    /* @__PURE__ */ n($, { error: o.error, title: "That was not changed" })
  ] });
}
const Sa = { scheduled: "Scheduled sync", manual: "Sync by hand", backfill: "Backfill" };
function $a({ dataset: e, runs: t, onFollow: o }) {
  const r = t.data?.runs;
  return /* @__PURE__ */ s(D, { hint: "The most recent first.", title: "Runs", children: [
    /* @__PURE__ */ n($, { error: t.error, onRetry: t.reload, title: "The runs could not be loaded" }),
    !r && t.loading ? /* @__PURE__ */ n(j, { rows: 3, what: "the runs" }) : null,
    r?.length === 0 ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "There has been no run yet." }) : null,
    /* @__PURE__ */ n(le.Root, { collapsible: !0, lazyMount: !0, multiple: !0, children: r?.map((a) => /* @__PURE__ */ s(le.Item, { value: a.run_id, children: [
      /* @__PURE__ */ s(le.ItemTrigger, { children: [
        /* @__PURE__ */ s(b, { columnGap: 3, flex: "1", flexWrap: "wrap", fontSize: "sm", rowGap: 1, children: [
          /* @__PURE__ */ n(xe, { state: a.state }),
          /* @__PURE__ */ n(g, { fontWeight: "medium", children: Ia(a) }),
          /* @__PURE__ */ n(g, { color: "fg.muted", fontWeight: "normal", children: /* @__PURE__ */ n(Ra, { run: a }) })
        ] }),
        /* @__PURE__ */ n(le.ItemIndicator, {})
      ] }),
      /* @__PURE__ */ n(le.ItemContent, { children: /* @__PURE__ */ n(le.ItemBody, { children: /* @__PURE__ */ s(m, { gap: 2, children: [
        /* @__PURE__ */ n(wt, { types: a.types }),
        /* @__PURE__ */ s(b, { gap: 4, children: [
          /* @__PURE__ */ n(G, { asChild: !0, fontSize: "sm", variant: "underline", children: /* @__PURE__ */ n(z, { to: at(e.dag_id, a.run_id), children: "Open in Airflow" }) }),
          a.ended === null ? /* @__PURE__ */ n(
            w,
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
function Ia(e) {
  return e.range ? `Import of ${ft(e.range)}` : Sa[e.kind] ?? "Sync";
}
function Ra({ run: e }) {
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ n(F, { at: e.started ?? e.at }),
    e.started && e.ended ? `, ${Po(e.started, e.ended)}` : "",
    e.by ? `, by ${e.by}` : ""
  ] });
}
function Aa({ dataset: e, onSync: t }) {
  const [o, r] = y([]), a = (i) => {
    t.run({ data_types: i }).then((l) => {
      l && r([]);
    });
  };
  return /* @__PURE__ */ n(
    D,
    {
      actions: o.length > 0 ? /* @__PURE__ */ s(
        w,
        {
          disabled: t.busy,
          onClick: () => {
            a(o);
          },
          size: "sm",
          children: [
            "Sync ",
            X(o.length, "chosen type")
          ]
        }
      ) : null,
      hint: "Each type has a file of its own, which a sync makes anew. One that fails or is skipped leaves its old file and the other types alone.",
      title: "Data types",
      children: /* @__PURE__ */ n(m, { as: "ul", gap: 0, listStyleType: "none", children: e.types.map((i) => /* @__PURE__ */ n(I, { as: "li", borderTopWidth: "1px", py: 2.5, children: /* @__PURE__ */ n(
        Pa,
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
const za = { base: "auto auto 1fr auto", md: "auto 1fr auto 104px 104px auto" }, Wa = {
  base: '"mark name name action" ". state time time" ". amount amount amount" ". why why why"',
  md: '"mark name amount time state action" ". why why why why why"'
};
function Pa({ type: e, may: t, busy: o, checked: r, scheduled: a, onToggle: i, onSync: l }) {
  const { label: c, icon: d } = Ue(e.id), { last: u } = e;
  return /* @__PURE__ */ s(ue, { alignItems: "center", columnGap: 3, fontSize: "sm", rowGap: 1, templateAreas: Wa, templateColumns: za, children: [
    /* @__PURE__ */ s(b, { gap: 3, gridArea: "mark", children: [
      t ? /* @__PURE__ */ n(re, { checked: r, label: `Choose ${c}`, onChange: i }) : null,
      /* @__PURE__ */ n(he, { name: d })
    ] }),
    /* @__PURE__ */ s(b, { columnGap: 2, flexWrap: "wrap", gridArea: "name", rowGap: 0.5, children: [
      /* @__PURE__ */ n(g, { fontWeight: "medium", children: c }),
      a && !e.synced ? /* @__PURE__ */ n(Z, { title: "The schedule leaves this type out.", children: "by hand only" }) : null
    ] }),
    u ? /* @__PURE__ */ s(R, { children: [
      /* @__PURE__ */ n(g, { color: "fg.muted", fontVariantNumeric: "tabular-nums", gridArea: "amount", children: pn(u.records, u.bytes) }),
      /* @__PURE__ */ n(g, { as: "div", color: "fg.muted", gridArea: "time", textAlign: { md: "end" }, children: /* @__PURE__ */ n(F, { at: u.at, relative: !0 }) })
    ] }) : null,
    /* @__PURE__ */ n(I, { gridArea: "state", textAlign: { md: "end" }, children: /* @__PURE__ */ n(xe, { state: u?.state }) }),
    t ? /* @__PURE__ */ n(
      w,
      {
        "aria-label": `Sync ${c} now`,
        disabled: o,
        gridArea: "action",
        onClick: l,
        size: "xs",
        variant: "outline",
        children: "Sync"
      }
    ) : null,
    u?.why ? /* @__PURE__ */ n(g, { color: "fg.muted", gridArea: "why", maxW: "90ch", overflowWrap: "anywhere", children: u.why }) : null
  ] });
}
const Ma = 20, Ea = 1e4;
function Da() {
  const { name: e = "" } = en(), t = O(() => an(e), e);
  return t.data ? /* @__PURE__ */ n(Na, { dataset: t.data, error: t.error, reload: t.reload }) : /* @__PURE__ */ n(Q, { title: e, children: t.error ? /* @__PURE__ */ n($, { error: t.error, onRetry: t.reload, title: "The dataset could not be loaded" }) : /* @__PURE__ */ n(j, { rows: 6, what: "the dataset" }) });
}
function Na({ dataset: e, error: t, reload: o }) {
  const r = O(() => io(e.name, Ma), e.name), [a, i] = Oa(r.data?.runs), [l, c] = y(0), d = () => {
    o(), r.reload();
  };
  hn(d, Ea, a === null);
  const u = L(async (h) => {
    await st(e.dag_id, e.data_types), i(await it(e.dag_id, h)), r.reload();
  });
  return /* @__PURE__ */ n(
    Q,
    {
      actions: /* @__PURE__ */ n(ha, { dataset: e, onChange: d, onSync: u }),
      lead: /* @__PURE__ */ n(Ua, { dataset: e }),
      title: e.name,
      children: /* @__PURE__ */ s(m, { gap: 5, children: [
        /* @__PURE__ */ n($, { error: t, onRetry: o, title: "The dataset could not be refreshed" }),
        /* @__PURE__ */ n($, { error: u.error, title: "The sync was not started" }),
        e.error ? /* @__PURE__ */ n(x, { live: !1, status: "error", title: "This definition cannot be used", children: e.error }) : null,
        e.conn_ok || e.error ? null : /* @__PURE__ */ n(Ga, { dataset: e }),
        a ? /* @__PURE__ */ n(
          _a,
          {
            dataset: e,
            onClose: () => {
              i(null);
            },
            onEnd: () => {
              c((h) => h + 1), d();
            },
            onResume: d,
            runId: a
          },
          a
        ) : null,
        e.error ? null : /* @__PURE__ */ s(R, { children: [
          /* @__PURE__ */ n(Aa, { dataset: e, onSync: u }),
          /* @__PURE__ */ n(ka, { dataset: e, stamp: l })
        ] }),
        /* @__PURE__ */ n($a, { dataset: e, onFollow: i, runs: r }),
        e.definition && !e.error ? /* @__PURE__ */ n(D, { title: "About this dataset", children: /* @__PURE__ */ n(nt, { facts: La(e, e.definition) }) }) : null
      ] })
    }
  );
}
function Oa(e) {
  const [t] = De(), [o, r] = y(t.get("run") ?? void 0), a = e?.find((i) => i.state === "running" || i.state === "queued");
  return [o === void 0 ? a?.run_id ?? null : o, r];
}
function Ua({ dataset: e }) {
  return /* @__PURE__ */ s(m, { alignItems: "flex-start", gap: 1, children: [
    e.description ? /* @__PURE__ */ n("span", { children: e.description }) : null,
    /* @__PURE__ */ s(m, { alignItems: "center", direction: "row", flexWrap: "wrap", gap: 2, children: [
      e.error ? null : /* @__PURE__ */ n("span", { children: ut(e.schedule) }),
      /* @__PURE__ */ n(pt, { row: e })
    ] })
  ] });
}
function Ga({ dataset: e }) {
  return /* @__PURE__ */ n(x, { status: "warning", title: "This dataset has no working Gong account", children: e.mine ? /* @__PURE__ */ s(R, { children: [
    "Its runs fail until you",
    " ",
    /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: ge, children: "connect your Gong account" }) }),
    ". The files stay."
  ] }) : /* @__PURE__ */ s(R, { children: [
    "Its runs fail until ",
    e.owner || "its owner",
    " connects a Gong account. The files stay."
  ] }) });
}
function La(e, t) {
  return [
    ["Owner", e.owner || "nobody"],
    [
      "Next sync",
      e.paused ? "none while syncing is paused" : e.next_sync ? /* @__PURE__ */ n(F, { at: e.next_sync }, "next") : "none is planned"
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
      /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: un(e.dag_id), children: e.dag_id }) }, "dag")
    ]
  ];
}
function Fa(e, t, o) {
  const r = In(t), a = [];
  if (r === "") return a;
  for (const [i, l] of e.entries()) {
    const c = In(l);
    for (let d = c.indexOf(r); d >= 0; d = c.indexOf(r, d + r.length))
      if (a.push({ piece: i, start: d }), a.length >= o) return a;
  }
  return a;
}
function In(e) {
  const t = e.toLowerCase();
  return t.length === e.length ? t : e;
}
function Ha(e, t, o) {
  const r = [];
  let a = 0;
  for (const i of t)
    i > a && r.push({ text: e.slice(a, i), at: a, match: !1 }), r.push({ text: e.slice(i, i + o), at: i, match: !0 }), a = i + o;
  return a < e.length && r.push({ text: e.slice(a), at: a, match: !1 }), r;
}
const Ke = 2e3, ja = 200;
function Ba({ pieces: e }) {
  const [t, o] = y(""), [r, a] = y(0), i = Se(t, ja), l = mn(() => Fa(e, i, Ke), [e, i]), c = l.length > 0 ? r % l.length : -1, d = mn(
    () => e.map((p, k) => l.filter(({ piece: _ }) => _ === k).map(({ start: _ }) => _)),
    [e, l]
  ), u = l[c], h = q(null);
  E(() => {
    h.current?.querySelector("[data-current]")?.scrollIntoView({ block: "center" });
  }, [c, i]);
  const f = (p) => {
    l.length > 0 && a((c + p + l.length) % l.length);
  };
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(b, { bg: "bg", flexWrap: "wrap", gap: 2, position: "sticky", py: 2, top: 0, zIndex: 1, children: [
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
            p.key === "Enter" && f(p.shiftKey ? -1 : 1);
          },
          placeholder: "Search in what is shown",
          size: "sm",
          type: "search",
          value: t
        }
      ),
      /* @__PURE__ */ n(
        w,
        {
          disabled: l.length === 0,
          onClick: () => {
            f(-1);
          },
          size: "sm",
          variant: "outline",
          children: "Previous"
        }
      ),
      /* @__PURE__ */ n(
        w,
        {
          disabled: l.length === 0,
          onClick: () => {
            f(1);
          },
          size: "sm",
          variant: "outline",
          children: "Next"
        }
      ),
      /* @__PURE__ */ n(g, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", role: "status", children: qa(i, l.length, c) })
    ] }),
    /* @__PURE__ */ n(I, { borderWidth: "1px", p: { base: 3, md: 5 }, ref: h, rounded: "lg", children: e.map((p, k) => /* @__PURE__ */ n(
      Ya,
      {
        current: u?.piece === k ? u.start : -1,
        length: i.length,
        starts: d[k] ?? [],
        text: p
      },
      k
    )) })
  ] });
}
function qa(e, t, o) {
  return e === "" ? "" : t === 0 ? "not found in what is shown" : `${o + 1} of ${t >= Ke ? `the first ${Ke}` : t}`;
}
const Ya = Mt(function({ text: t, starts: o, length: r, current: a }) {
  return /* @__PURE__ */ n(
    I,
    {
      as: "pre",
      css: { contentVisibility: "auto" },
      fontFamily: "mono",
      fontSize: "sm",
      lineHeight: "1.6",
      overflowWrap: "anywhere",
      whiteSpace: "pre-wrap",
      children: Ha(t, o, r).map(
        (i) => i.match ? /* @__PURE__ */ n(
          xt,
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
function Va() {
  const { name: e = "" } = en(), [t] = De(), o = t.get("key") ?? "", r = O(() => yn(e, o, 0), `${e}|${o}`), [a, i] = y([]), l = a.length > 0 ? a.at(-1)?.next ?? null : r.data?.next_offset ?? null, c = L(async () => {
    const u = await yn(e, o, l ?? 0);
    i((h) => [...h, { text: u.text, next: u.next_offset }]);
  }), d = r.data?.size ?? 0;
  return /* @__PURE__ */ n(
    Q,
    {
      actions: /* @__PURE__ */ n(w, { asChild: !0, variant: "outline", children: /* @__PURE__ */ n("a", { download: !0, href: Yn(e, o), children: "Download" }) }),
      lead: /* @__PURE__ */ s(R, { children: [
        "A file of",
        " ",
        /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: ie(e), children: e }) }),
        r.data ? `, ${B(d)}` : ""
      ] }),
      title: o.split("/").at(-1) ?? o,
      children: /* @__PURE__ */ s(m, { gap: 4, children: [
        /* @__PURE__ */ n($, { error: r.error, onRetry: r.reload, title: "The file could not be read" }),
        !r.data && r.loading ? /* @__PURE__ */ n(j, { rows: 10, what: "the file" }) : null,
        r.data ? /* @__PURE__ */ n(Ba, { pieces: [r.data.text, ...a.map((u) => u.text)] }) : null,
        /* @__PURE__ */ n($, { error: c.error, title: "The next part could not be read" }),
        l === null ? null : /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
          /* @__PURE__ */ n(w, { loading: c.busy, loadingText: "Reading", onClick: () => void c.run(), variant: "outline", children: "Show more" }),
          /* @__PURE__ */ s(g, { color: "fg.muted", fontSize: "sm", children: [
            B(l),
            " of ",
            B(d),
            " are shown."
          ] })
        ] }),
        r.data && l === null ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "This is the end of the file." }) : null
      ] })
    }
  );
}
function Ka() {
  const e = Qe().state, t = te(e) && te(e.deleted) ? e.deleted : {};
  return typeof t.message != "string" ? null : t.complete === !0 ? /* @__PURE__ */ n(x, { status: "success", children: t.message }) : /* @__PURE__ */ n(x, { status: "error", title: "Not everything was deleted", children: t.message });
}
const me = 50, Ja = 300, Za = 15e3;
function Xa() {
  const e = N(), [t, o] = y(""), [r, a] = y(0), i = Se(t.trim(), Ja), l = O(() => no(i, r, me), `${i}|${r}`);
  hn(l.reload, Za, !0);
  const c = l.data?.total ?? 0, d = l.data !== void 0 && c === 0;
  return /* @__PURE__ */ n(
    Q,
    {
      actions: e.can_create ? /* @__PURE__ */ n(w, { asChild: !0, colorPalette: "brand", children: /* @__PURE__ */ n(z, { to: ln, children: "New dataset" }) }) : null,
      lead: "Text files made from Gong, kept up to date in your storage.",
      title: "Datasets",
      children: /* @__PURE__ */ s(m, { gap: 4, children: [
        /* @__PURE__ */ n(Ka, {}),
        /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 4, hidden: d && i === "", justifyContent: "space-between", children: [
          /* @__PURE__ */ n(
            U,
            {
              "aria-label": "Search datasets",
              flex: "1 1 220px",
              maxW: "420px",
              onChange: (u) => {
                o(u.target.value), a(0);
              },
              placeholder: "Search by name, owner, type",
              type: "search",
              value: t
            }
          ),
          /* @__PURE__ */ n(g, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", role: "status", children: l.data ? X(c, "dataset") : "" })
        ] }),
        /* @__PURE__ */ n($, { error: l.error, onRetry: l.reload, title: "The datasets could not be loaded" }),
        !l.data && l.loading ? /* @__PURE__ */ n(j, { rows: 6, what: "the datasets" }) : null,
        d && i !== "" ? /* @__PURE__ */ s(x, { status: "info", children: [
          "No dataset has “",
          i,
          "” in its name, description, owner or data types."
        ] }) : null,
        d && i === "" ? /* @__PURE__ */ n(Qa, {}) : null,
        l.data && c > 0 ? /* @__PURE__ */ n(ta, { rows: l.data.datasets }) : null,
        c > me ? /* @__PURE__ */ n(ei, { offset: r, onMove: a, total: c }) : null
      ] })
    }
  );
}
function Qa() {
  const e = N();
  return /* @__PURE__ */ n(Ae.Root, { children: /* @__PURE__ */ s(Ae.Content, { children: [
    /* @__PURE__ */ s(It, { gap: 1, textAlign: "center", children: [
      /* @__PURE__ */ n(Ae.Title, { children: "No datasets yet" }),
      /* @__PURE__ */ n(Ae.Description, { maxW: "52ch", children: "A dataset is a folder of text files: choose what you want from Gong, such as calls and transcripts, and where the files go. It takes about a minute." })
    ] }),
    e.can_create ? /* @__PURE__ */ n(w, { asChild: !0, colorPalette: "brand", mt: 2, children: /* @__PURE__ */ n(z, { to: ln, children: "New dataset" }) }) : null
  ] }) });
}
function ei({ offset: e, total: t, onMove: o }) {
  const r = Math.min(e + me, t);
  return /* @__PURE__ */ s(b, { "aria-label": "Pages", as: "nav", gap: 3, justifyContent: "center", children: [
    /* @__PURE__ */ n(
      w,
      {
        disabled: e === 0,
        onClick: () => {
          o(Math.max(0, e - me));
        },
        size: "sm",
        variant: "outline",
        children: "Previous"
      }
    ),
    /* @__PURE__ */ s(g, { fontSize: "sm", children: [
      e + 1,
      "–",
      r,
      " of ",
      t
    ] }),
    /* @__PURE__ */ n(
      w,
      {
        disabled: r >= t,
        onClick: () => {
          o(e + me);
        },
        size: "sm",
        variant: "outline",
        children: "Next"
      }
    )
  ] });
}
const fn = {
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
}, Rn = {
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
function ni(e, t) {
  return Object.keys(Rn).filter((o) => JSON.stringify(e[o]) !== JSON.stringify(t[o])).map((o) => ({ label: Rn[o], mine: An(e[o]), theirs: An(t[o]) }));
}
function An(e) {
  return e === null ? "none" : typeof e == "boolean" ? e ? "yes" : "no" : Array.isArray(e) ? e.length > 0 ? we(e) : "all" : typeof e == "object" ? `${e.schedule}: ${we(e.data_types)}` : e === "" ? "nothing" : String(e);
}
function Je(e) {
  return e.prefix || (e.name ? `${e.name}/` : "");
}
function gn(e) {
  const { sync: t, data_types: o } = e, r = t?.data_types.filter((a) => o.includes(a)) ?? [];
  return {
    ...e,
    prefix: Je(e),
    sync: t && { ...t, data_types: r.length > 0 ? r : o }
  };
}
const Ze = "gong-draft:";
function zn(e) {
  try {
    const t = JSON.parse(sessionStorage.getItem(Ze + e) ?? "null");
    return te(t) && Array.isArray(t.data_types) ? { ...fn, ...t } : null;
  } catch {
    return null;
  }
}
function je(e, t) {
  try {
    t ? sessionStorage.setItem(Ze + e, JSON.stringify(t)) : sessionStorage.removeItem(Ze + e);
  } catch {
  }
}
function ti(e) {
  if (e?.status !== 409 || typeof e.body.version != "string") return null;
  const t = e.body.changed_by;
  return {
    definition: e.body.definition,
    version: e.body.version,
    by: typeof t == "string" ? t : "Somebody else"
  };
}
function oi({ mine: e, other: t, busy: o, onMine: r, onTheirs: a }) {
  const i = ni(e, t.definition), l = q(null);
  return E(() => {
    l.current?.focus(), l.current?.scrollIntoView({ block: "nearest" });
  }, [t.version]), /* @__PURE__ */ n(I, { outline: "none", ref: l, tabIndex: -1, children: /* @__PURE__ */ n(x, { status: "warning", title: `${t.by} saved this dataset while you were editing it`, children: /* @__PURE__ */ s(m, { gap: 3, children: [
    /* @__PURE__ */ n(g, { children: "Nothing of yours is lost, and nothing of theirs. Choose which version is to stand:" }),
    /* @__PURE__ */ n(C.ScrollArea, { bg: "bg", color: "fg", position: "relative", rounded: "md", children: /* @__PURE__ */ s(C.Root, { size: "sm", whiteSpace: "normal", children: [
      /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ n(C.Row, { children: ["", "Yours", `${t.by}’s`].map((c) => /* @__PURE__ */ n(C.ColumnHeader, { children: c }, c)) }) }),
      /* @__PURE__ */ n(C.Body, { children: i.map((c) => /* @__PURE__ */ s(C.Row, { children: [
        /* @__PURE__ */ n(C.Cell, { fontWeight: "medium", children: c.label }),
        /* @__PURE__ */ n(C.Cell, { overflowWrap: "break-word", children: c.mine }),
        /* @__PURE__ */ n(C.Cell, { overflowWrap: "break-word", children: c.theirs })
      ] }, c.label)) })
    ] }) }),
    /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 2, children: [
      /* @__PURE__ */ n(w, { colorPalette: "brand", loading: o, onClick: r, size: "sm", children: "Save mine" }),
      /* @__PURE__ */ n(w, { onClick: a, px: 2, size: "sm", variant: "outline", children: "Take theirs and go on editing" })
    ] })
  ] }) }) });
}
const ri = {
  list: "List the folder",
  write: "Write a file",
  read: "Read it",
  delete: "Delete it"
};
function ai({
  form: e,
  storage: t,
  fixed: o
}) {
  const { definition: r, change: a, mistake: i } = e, l = Hn(), c = r.aws_conn_id, d = O(
    () => c ? ho(c) : Promise.resolve({ buckets: [], problem: null }),
    c
  ), [u, h] = y(), f = { aws_conn_id: c, bucket: r.bucket, prefix: Je(r) }, p = L(async () => {
    h((await po(f)).checks);
  }), k = (v) => {
    h(void 0), p.clear(), a(v);
  }, _ = t.map((v) => ({
    value: v.conn_id,
    label: v.description ? `${v.conn_id}: ${v.description}` : v.conn_id
  }));
  return _.some((v) => v.value === c) || _.unshift({ value: c, label: c || "Choose a connection" }), /* @__PURE__ */ n(D, { hint: "A folder in a bucket of S3 or of a storage that speaks its language.", title: "3. Destination", children: /* @__PURE__ */ s(m, { gap: 4, children: [
    /* @__PURE__ */ n(
      M,
      {
        error: i("aws_conn_id"),
        hint: t.length === 0 ? "No storage is set up. An administrator adds a connection of type Amazon Web Services under Admin › Connections." : void 0,
        label: "Storage",
        children: /* @__PURE__ */ n(
          Me,
          {
            onChange: (v) => {
              k({ aws_conn_id: v });
            },
            options: _,
            value: c
          }
        )
      }
    ),
    /* @__PURE__ */ s(
      M,
      {
        error: i("bucket"),
        hint: d.data?.problem ?? "Choose one or type its name.",
        label: "Bucket",
        required: !0,
        children: [
          /* @__PURE__ */ n(
            U,
            {
              autoComplete: "off",
              list: l,
              onChange: (v) => {
                k({ bucket: v.target.value });
              },
              spellCheck: !1,
              value: r.bucket
            }
          ),
          /* @__PURE__ */ n("datalist", { id: l, children: d.data?.buckets.map((v) => /* @__PURE__ */ n("option", { value: v }, v)) })
        ]
      }
    ),
    /* @__PURE__ */ n(
      M,
      {
        error: i("prefix"),
        hint: o ? "Files that are there already stay in the old folder when you change it." : "The dataset’s own folder. Left empty, it is called like the dataset.",
        label: "Folder (prefix)",
        children: /* @__PURE__ */ n(
          U,
          {
            autoComplete: "off",
            onChange: (v) => {
              k({ prefix: v.target.value });
            },
            placeholder: Je(r),
            spellCheck: !1,
            value: r.prefix
          }
        )
      }
    ),
    /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 3, children: [
      /* @__PURE__ */ n(
        w,
        {
          disabled: r.bucket === "" || f.prefix === "" || c === "",
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
      /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "Writes, reads and deletes a small file there." })
    ] }),
    /* @__PURE__ */ n($, { error: p.error, title: "The test was not made" }),
    u ? /* @__PURE__ */ n(ii, { checks: u }) : null
  ] }) });
}
function ii({ checks: e }) {
  return /* @__PURE__ */ n(I, { "aria-label": "Result of the test", role: "status", children: /* @__PURE__ */ n(m, { as: "ul", fontSize: "sm", gap: 1, listStyleType: "none", children: e.map(({ name: t, ok: o, message: r }) => /* @__PURE__ */ s(b, { alignItems: "flex-start", as: "li", gap: 2, children: [
    /* @__PURE__ */ n(Ee, { "aria-hidden": !0, color: o ? "fg.success" : "fg.error", mt: 0.5, children: o ? /* @__PURE__ */ n(Ve, {}) : /* @__PURE__ */ n(rt, {}) }),
    /* @__PURE__ */ s(g, { overflowWrap: "anywhere", children: [
      /* @__PURE__ */ s("strong", { children: [
        ri[t],
        ": ",
        o ? "works" : "does not work",
        "."
      ] }),
      " ",
      o ? "" : r
    ] })
  ] }, t)) }) });
}
function li({ saving: e, definition: t, version: o, isNew: r, conflict: a }) {
  const i = [
    t.name === "" ? "a name" : "",
    t.data_types.length === 0 ? "at least one data type" : "",
    t.bucket === "" ? "a bucket" : ""
  ].filter(Boolean);
  return /* @__PURE__ */ s(m, { gap: 3, children: [
    e.saved !== null && !e.busy ? null : /* @__PURE__ */ n(
      w,
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
    /* @__PURE__ */ n(I, { "aria-live": "polite", color: "fg.muted", fontSize: "sm", minH: "21px", role: "status", children: e.stage ? /* @__PURE__ */ s(b, { gap: 2, children: [
      /* @__PURE__ */ n(be, { "aria-hidden": !0, size: "xs" }),
      e.stage
    ] }) : i.length > 0 ? `Still missing: ${i.join(", ")}.` : r ? "The first import starts at once." : "A sync that is running is not disturbed." }),
    /* @__PURE__ */ n(yt, { uploads: e.uploads.list }),
    a ? null : /* @__PURE__ */ n(
      $,
      {
        error: e.error,
        title: e.saved === null ? "The dataset was not saved" : "The dataset is saved, but something after that failed"
      }
    ),
    e.saved !== null && !e.busy ? /* @__PURE__ */ n(g, { fontSize: "sm", children: /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ s(z, { to: ie(e.saved), children: [
      "Go to ",
      e.saved
    ] }) }) }) : null
  ] });
}
const si = 100;
function ci({ form: e }) {
  const { definition: t, change: o, mistake: r } = e, { limit: a, lookback_days: i } = t;
  return /* @__PURE__ */ n(D, { hint: "What stands here suits most.", title: "5. Limits", children: /* @__PURE__ */ s(m, { gap: 5, children: [
    /* @__PURE__ */ s(b, { alignItems: "flex-start", columnGap: 6, flexWrap: "wrap", rowGap: 4, children: [
      /* @__PURE__ */ s(m, { gap: 2, children: [
        /* @__PURE__ */ n(M, { error: r("limit"), hint: "The most recent ones.", label: "Records per type", width: "200px", children: /* @__PURE__ */ n(
          U,
          {
            disabled: a === null,
            inputMode: "numeric",
            min: 1,
            onChange: (l) => {
              o({ limit: Wn(l.target.value) ?? 0 });
            },
            size: "sm",
            type: "number",
            value: a === null || a === 0 ? "" : a,
            width: "160px"
          }
        ) }),
        /* @__PURE__ */ n(
          re,
          {
            checked: a === null,
            onChange: (l) => {
              o({ limit: l ? null : si });
            },
            children: "All there are"
          }
        )
      ] }),
      /* @__PURE__ */ n(
        M,
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
                o({ lookback_days: Wn(l.target.value) });
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
    /* @__PURE__ */ n(di, { form: e }),
    /* @__PURE__ */ n(
      re,
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
function Wn(e) {
  return e.trim() === "" || Number.isNaN(Number(e)) ? null : Number(e);
}
function di({ form: e }) {
  const { definition: t, change: o, mistake: r } = e, { gong_conn_id: a, workspace_ids: i } = t, { data: l, error: c, reload: d } = O(
    () => a ? fo(a) : Promise.resolve({ workspaces: [], problem: null }),
    a
  ), u = l?.workspaces ?? [], h = [
    ...u,
    ...i.filter((f) => !u.some((p) => p.id === f)).map((f) => ({ id: f, name: f }))
  ];
  return /* @__PURE__ */ s(m, { "aria-label": "Workspaces", gap: 2, role: "group", children: [
    /* @__PURE__ */ n(g, { fontSize: "sm", fontWeight: "medium", children: "Workspaces" }),
    /* @__PURE__ */ n($, { error: c, onRetry: d, title: "The workspaces could not be loaded" }),
    l?.problem ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: l.problem }) : null,
    /* @__PURE__ */ s(b, { flexWrap: "wrap", gap: 4, children: [
      /* @__PURE__ */ n(
        re,
        {
          checked: i.length === 0,
          onChange: () => {
            o({ workspace_ids: [] });
          },
          children: "All"
        }
      ),
      h.map(({ id: f, name: p }) => /* @__PURE__ */ n(
        re,
        {
          checked: i.includes(f),
          onChange: (k) => {
            o({ workspace_ids: k ? [...i, f] : i.filter((_) => _ !== f) });
          },
          children: p
        },
        f
      ))
    ] }),
    /* @__PURE__ */ n(Te, { children: r("workspace_ids") })
  ] });
}
function ui({ form: e, account: t, connections: o }) {
  const { definition: r, change: a, mistake: i } = e, l = o.map((c) => ({
    value: c.conn_id,
    label: c.own ? c.label : `${c.label} (shared)`
  }));
  return !l.some((c) => c.value === r.gong_conn_id) && r.gong_conn_id !== "" && l.unshift({ value: r.gong_conn_id, label: r.gong_conn_id }), /* @__PURE__ */ n(
    D,
    {
      hint: "Gong, with files of your own beside it if you like: add those under “Attached files”.",
      title: "1. Source",
      children: /* @__PURE__ */ s(m, { gap: 4, children: [
        /* @__PURE__ */ n($, { error: t.error, onRetry: t.reload, title: "Your Gong account could not be checked" }),
        t.data ? /* @__PURE__ */ n(hi, { account: t.data, shared: o.some((c) => !c.own) }) : null,
        !t.data && t.loading ? /* @__PURE__ */ n(j, { rows: 1, what: "your Gong account" }) : null,
        l.length > 0 ? /* @__PURE__ */ n(M, { error: i("gong_conn_id"), label: "Gong account", children: /* @__PURE__ */ n(
          Me,
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
function hi({ account: e, shared: t }) {
  const o = N(), { pathname: r, search: a } = Qe(), i = _o(r + a);
  return e.state === "connected" ? /* @__PURE__ */ s(x, { live: !1, status: "success", children: [
    "Your Gong account is connected.",
    " ",
    /* @__PURE__ */ n(G, { asChild: !0, variant: "underline", children: /* @__PURE__ */ n(z, { to: i, children: "Look at it" }) })
  ] }) : /* @__PURE__ */ s(
    x,
    {
      action: o.can_connect ? /* @__PURE__ */ n(w, { asChild: !0, colorPalette: "brand", size: "sm", children: /* @__PURE__ */ n(z, { to: i, children: e.state === "not_connected" ? "Connect Gong" : "Reconnect Gong" }) }) : null,
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
const pi = 500, Xe = /* @__PURE__ */ new Map();
function Pn(e) {
  const { gong_conn_id: t, limit: o, lookback_days: r, workspace_ids: a, include_private_calls: i } = e;
  return { gong_conn_id: t, limit: o, lookback_days: r, workspace_ids: a, include_private_calls: i };
}
function fi(e, t) {
  const o = JSON.stringify(Pn(e)), r = Se(`${o}
${e.data_types.join()}`, pi), [, a] = y(0), i = q(/* @__PURE__ */ new Map());
  E(() => {
    const [c = "", d = ""] = r.split(`
`);
    if (!t || d === "") return;
    const u = Be(c), h = d.split(",").filter((p) => !(p in u));
    for (const [p, k] of i.current)
      p !== c && (k.abort(), i.current.delete(p));
    if (h.length === 0) return;
    const f = i.current.get(c) ?? new AbortController();
    i.current.set(c, f);
    for (const p of h) u[p] = "loading";
    Mn(JSON.parse(c), h, u, f.signal, () => {
      a((p) => p + 1);
    });
  }, [r, t]), E(() => {
    const c = i.current;
    return () => {
      for (const d of c.values()) d.abort();
      gi();
    };
  }, []);
  const l = (c) => {
    const d = Be(o);
    d[c] = "loading", a((u) => u + 1), Mn(Pn(e), [c], d, new AbortController().signal, () => {
      a((u) => u + 1);
    });
  };
  return [Be(o), l];
}
function Be(e) {
  const t = Xe.get(e) ?? {};
  return Xe.set(e, t), t;
}
function gi() {
  for (const e of Xe.values())
    for (const [t, o] of Object.entries(e))
      o !== "loading" && o.state !== "ok" && Reflect.deleteProperty(e, t);
}
async function Mn(e, t, o, r, a) {
  a();
  let i = "Gong gave no estimate. Try again.";
  try {
    for await (const l of mo({ ...e, data_types: t }, r))
      o[l.id] = l, a();
  } catch (l) {
    i = Oe(l) ? "" : ke(l).message;
  }
  for (const l of t)
    o[l] === "loading" && (i === "" ? Reflect.deleteProperty(o, l) : o[l] = { id: l, state: "failed", records: null, bytes: null, why: i });
  a();
}
function mi(e, t) {
  const o = e.map((a) => t[a]), r = o.flatMap((a) => typeof a == "object" && a.state === "ok" ? [a] : []);
  return {
    bytes: r.reduce((a, i) => a + (i.bytes ?? 0), 0),
    loading: o.some((a) => a === void 0 || a === "loading"),
    partial: r.length < e.length
  };
}
function yi({ types: e, estimates: t, uploads: o, onRemoveType: r, onUploads: a }) {
  const i = mi(e, t), l = o.reduce((u, h) => u + h.size, 0), c = e.length + o.length, d = (u) => {
    a([...o.filter((h) => !u.some((f) => f.name === h.name)), ...u]);
  };
  return /* @__PURE__ */ n(D, { hint: c === 0 ? "Nothing is chosen yet." : X(c, "file"), title: "Attached files", children: /* @__PURE__ */ s(m, { gap: 3, children: [
    /* @__PURE__ */ s(m, { as: "ul", gap: 0, listStyleType: "none", children: [
      e.map((u) => /* @__PURE__ */ n(
        wi,
        {
          estimate: t[u],
          id: u,
          onRemove: () => {
            r(u);
          }
        },
        u
      )),
      o.map((u) => /* @__PURE__ */ n(
        bt,
        {
          icon: /* @__PURE__ */ n(cn, { "aria-hidden": !0, size: 20, strokeWidth: 1.75 }),
          label: u.name,
          onRemove: () => {
            a(o.filter((h) => h !== u));
          },
          size: B(u.size)
        },
        u.name
      ))
    ] }),
    c > 0 ? /* @__PURE__ */ s(
      b,
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
          i.loading && e.length > 0 ? /* @__PURE__ */ s(b, { fontWeight: "normal", gap: 2, children: [
            /* @__PURE__ */ n(be, { "aria-hidden": !0, size: "xs" }),
            "estimating"
          ] }) : /* @__PURE__ */ n(g, { as: "span", whiteSpace: "nowrap", children: i.bytes + l > 0 ? `about ${B(i.bytes + l)}` : "not known" })
        ]
      }
    ) : null,
    /* @__PURE__ */ n(mt, { hint: "They are uploaded when you save.", onFiles: d })
  ] }) });
}
function wi({
  id: e,
  estimate: t,
  onRemove: o
}) {
  const { label: r, icon: a } = Ue(e);
  return /* @__PURE__ */ n(bt, { icon: /* @__PURE__ */ n(he, { name: a }), label: r, onRemove: o, size: bi(t) });
}
function bi(e) {
  return e === void 0 || e === "loading" ? "…" : { ok: `~ ${B(e.bytes)}`, missing_scope: "no permission", failed: "not known" }[e.state];
}
function bt({
  icon: e,
  label: t,
  size: o,
  onRemove: r
}) {
  return /* @__PURE__ */ s(b, { as: "li", borderTopWidth: "1px", gap: 2, py: 1, children: [
    e,
    /* @__PURE__ */ n(I, { flex: "1", fontSize: "sm", minW: 0, overflowWrap: "anywhere", children: t }),
    /* @__PURE__ */ n(g, { color: "fg.muted", flexShrink: 0, fontSize: "sm", fontVariantNumeric: "tabular-nums", children: o }),
    /* @__PURE__ */ n(Nn, { "aria-label": `Remove ${t}`, onClick: r, size: "xs" })
  ] });
}
const En = [
  { value: "hourly", label: "Every hour" },
  { value: "daily", label: "Every day" },
  { value: "weekly", label: "Every week" },
  { value: "monthly", label: "Every month, on the 1st" },
  { value: "cron", label: "Cron expression (for experts)" }
], ki = "0 6-18/4 * * 1-5";
function vi({
  schedule: e,
  form: t,
  onChange: o
}) {
  const r = dt(e), [a, i] = y(r.frequency === "cron"), l = a ? "cron" : r.frequency, c = (u) => {
    o(Xr({ ...r, ...u }));
  };
  return /* @__PURE__ */ s(R, { children: [
    /* @__PURE__ */ s(b, { alignItems: "flex-start", flexWrap: "wrap", gap: 4, children: [
      /* @__PURE__ */ n(M, { label: "How often", width: "260px", children: /* @__PURE__ */ n(Me, { onChange: (u) => {
        const h = En.find((f) => f.value === u)?.value ?? "daily";
        i(h === "cron"), c({ frequency: h, cron: ki });
      }, options: En, value: l }) }),
      l === "weekly" ? /* @__PURE__ */ n(M, { label: "Day", width: "150px", children: /* @__PURE__ */ n(
        Me,
        {
          onChange: (u) => {
            c({ weekday: Number(u) });
          },
          options: ct.map((u, h) => ({ value: String(h), label: u })),
          value: String(r.weekday)
        }
      ) }) : null,
      l !== "hourly" && l !== "cron" ? /* @__PURE__ */ n(M, { label: "Time (UTC)", width: "130px", children: /* @__PURE__ */ n(
        U,
        {
          onChange: (u) => {
            u.target.value && c({ at: u.target.value });
          },
          size: "sm",
          type: "time",
          value: r.at
        }
      ) }) : null,
      a ? /* @__PURE__ */ n(
        M,
        {
          error: t.mistake("sync.schedule"),
          hint: "Minute, hour, day of the month, month, day of the week; in UTC.",
          label: "Cron expression",
          width: "260px",
          children: /* @__PURE__ */ n(
            U,
            {
              onChange: (u) => {
                o(u.target.value);
              },
              size: "sm",
              spellCheck: !1,
              value: e
            }
          )
        }
      ) : null
    ] }),
    /* @__PURE__ */ n(Ci, { schedule: e })
  ] });
}
function Ci({ schedule: e }) {
  const { server_time_zone: t } = N(), o = Xn(), r = Se(e, 400), { data: a, error: i } = O(() => go(r), r);
  if (i) return /* @__PURE__ */ n($, { error: i, title: "The next times could not be found" });
  if (a?.problem) return /* @__PURE__ */ n(Te, { children: a.problem });
  const l = o === t ? [o] : [o, t];
  return /* @__PURE__ */ n(C.ScrollArea, { borderWidth: "1px", maxW: "640px", minH: "132px", position: "relative", rounded: "md", children: /* @__PURE__ */ s(C.Root, { "aria-label": "The next three syncs", size: "sm", children: [
    /* @__PURE__ */ n(C.Header, { children: /* @__PURE__ */ n(C.Row, { children: l.map((c) => /* @__PURE__ */ s(C.ColumnHeader, { children: [
      "Next times, ",
      c === o ? "yours" : "the server’s",
      " (",
      c,
      ")"
    ] }, c)) }) }),
    /* @__PURE__ */ n(C.Body, { children: a?.next.map((c) => /* @__PURE__ */ n(C.Row, { children: l.map((d) => /* @__PURE__ */ n(C.Cell, { whiteSpace: "nowrap", children: Ao(c, d) }, d)) }, c)) })
  ] }) });
}
const _i = "0 3 * * 1";
function Ti({ form: e }) {
  const { definition: t, change: o } = e, { sync: r, data_types: a } = t;
  return /* @__PURE__ */ n(D, { hint: "Off, the dataset is brought up to date only when you press “Sync now”.", title: "4. Sync", children: /* @__PURE__ */ s(m, { gap: 4, children: [
    /* @__PURE__ */ s(
      We.Root,
      {
        checked: r !== null,
        colorPalette: "brand",
        onCheckedChange: ({ checked: i }) => {
          o({ sync: i ? { schedule: _i, data_types: a } : null });
        },
        children: [
          /* @__PURE__ */ n(We.HiddenInput, {}),
          /* @__PURE__ */ n(We.Control, {}),
          /* @__PURE__ */ n(We.Label, { children: "Dataset sync" })
        ]
      }
    ),
    r ? /* @__PURE__ */ n(
      vi,
      {
        form: e,
        onChange: (i) => {
          o({ sync: { ...r, schedule: i } });
        },
        schedule: r.schedule
      }
    ) : null,
    r ? /* @__PURE__ */ n(xi, { form: e }) : null
  ] }) });
}
function xi({ form: e }) {
  const t = N(), { definition: o, change: r, mistake: a } = e, { sync: i, data_types: l } = o;
  if (!i) return null;
  const c = l.filter((d) => i.data_types.includes(d));
  return /* @__PURE__ */ s(m, { "aria-label": "Types that are kept in sync", gap: 2, role: "group", children: [
    /* @__PURE__ */ n(g, { fontSize: "sm", fontWeight: "medium", children: "Keep in sync" }),
    l.length === 0 ? /* @__PURE__ */ n(g, { color: "fg.muted", fontSize: "sm", children: "Choose data types first." }) : null,
    /* @__PURE__ */ n(b, { flexWrap: "wrap", gap: 4, children: l.map((d) => /* @__PURE__ */ n(
      re,
      {
        checked: c.includes(d),
        disabled: c.length === 1 && c.includes(d),
        onChange: (u) => {
          r({
            sync: { ...i, data_types: l.filter((h) => h === d ? u : c.includes(h)) }
          });
        },
        children: t.data_types.find((u) => u.id === d)?.label ?? d
      },
      d
    )) }),
    /* @__PURE__ */ n(Te, { children: a("sync.data_types") })
  ] });
}
function Si({ type: e, checked: t, missing: o, estimate: r, onChange: a, onRetry: i }) {
  const l = t && typeof r == "object" && r.state === "failed";
  return /* @__PURE__ */ s(I, { position: "relative", children: [
    /* @__PURE__ */ s(
      ee.Root,
      {
        checked: t,
        colorPalette: "brand",
        height: "full",
        onCheckedChange: (c) => {
          a(c.checked === !0);
        },
        size: "sm",
        children: [
          /* @__PURE__ */ n(ee.HiddenInput, {}),
          /* @__PURE__ */ s(ee.Control, { children: [
            /* @__PURE__ */ n(he, { name: e.icon }),
            /* @__PURE__ */ s(ee.Content, { children: [
              /* @__PURE__ */ n(ee.Label, { children: e.label }),
              /* @__PURE__ */ n(ee.Description, { children: e.description }),
              o && !t ? /* @__PURE__ */ n(kt, { scope: o }) : null,
              /* @__PURE__ */ n(I, { fontSize: "sm", minH: "21px", mt: 1, children: t ? /* @__PURE__ */ n($i, { estimate: r, missing: o, scope: e.scope }) : null })
            ] }),
            /* @__PURE__ */ n(ee.Indicator, {})
          ] })
        ]
      }
    ),
    l ? /* @__PURE__ */ n(
      w,
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
function kt({ scope: e }) {
  return /* @__PURE__ */ s(g, { color: "orange.fg", fontSize: "sm", mt: 1, children: [
    "Your account lacks",
    " ",
    /* @__PURE__ */ n(ye, { overflowWrap: "anywhere", size: "sm", children: e }),
    ". You can choose it all the same; it is skipped until the permission is granted."
  ] });
}
function $i({ estimate: e, missing: t, scope: o }) {
  return e === void 0 || e === "loading" ? /* @__PURE__ */ s(b, { color: "fg.muted", gap: 2, role: "status", children: [
    /* @__PURE__ */ n(be, { "aria-hidden": !0, size: "xs" }),
    "Estimating …"
  ] }) : e.state === "missing_scope" ? /* @__PURE__ */ n(kt, { scope: t ?? o }) : e.state === "failed" ? /* @__PURE__ */ n(g, { color: "red.fg", pb: 8, children: e.why }) : e.records === 0 ? /* @__PURE__ */ n(g, { color: "fg.muted", children: e.why ?? "Gong has no records of it for now." }) : /* @__PURE__ */ s(g, { fontWeight: "medium", children: [
    "About ",
    B(e.bytes),
    ", ",
    X(e.records ?? 0, "record")
  ] });
}
function Ii({ form: e, account: t, estimates: o, onRetry: r }) {
  const { data_types: a } = N(), { definition: i, change: l, mistake: c } = e, d = i.data_types, u = t?.conn_id === i.gong_conn_id ? t : void 0, h = a.map((p) => p.id), f = (p, k) => {
    l({ data_types: h.filter((_) => _ === p ? k : d.includes(_)) });
  };
  return /* @__PURE__ */ n(
    D,
    {
      actions: /* @__PURE__ */ s(R, { children: [
        /* @__PURE__ */ n(
          w,
          {
            disabled: d.length === a.length,
            onClick: () => {
              l({ data_types: h });
            },
            size: "sm",
            variant: "outline",
            children: "Select all"
          }
        ),
        /* @__PURE__ */ n(
          w,
          {
            disabled: d.length === 0,
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
      children: /* @__PURE__ */ s(m, { gap: 3, children: [
        /* @__PURE__ */ n(Te, { children: c("data_types") }),
        /* @__PURE__ */ n(Gn, { "aria-label": "Data types", columns: { base: 1, md: 2 }, gap: 3, role: "group", children: a.map((p) => /* @__PURE__ */ n(
          Si,
          {
            checked: d.includes(p.id),
            estimate: o[p.id],
            missing: u?.types.find((k) => k.id === p.id)?.missing_scope ?? null,
            onChange: (k) => {
              f(p.id, k);
            },
            onRetry: () => {
              r(p.id);
            },
            type: p
          },
          p.id
        )) })
      ] })
    }
  );
}
const Ri = 700;
function Ai(e, t, o) {
  const [r, a] = y(() => Wi(zn(e), t)), [i, l] = y(() => zn(e) !== null), [c, d] = y(/* @__PURE__ */ new Set()), [u, h] = y(!1), [f, p] = y({ definition: r, mistakes: {} }), k = Se(r, Ri);
  E(() => {
    c.size > 0 && je(e, r);
  }, [e, r, c]), E(() => {
    let W = !0;
    return yo(gn(k), o).then(
      ({ fields: H }) => {
        W && p({ definition: k, mistakes: H });
      },
      () => {
      }
    ), () => {
      W = !1;
    };
  }, [k, o]);
  const _ = Ne((W) => {
    a((H) => ({ ...H, ...W })), d((H) => /* @__PURE__ */ new Set([...H, ...Object.keys(W)]));
  }, []);
  return {
    definition: r,
    change: _,
    mistake: (W) => {
      const H = W.split(".")[0] ?? W;
      if (!u && !c.has(H) || zi(H) && f.definition[H] !== r[H]) return;
      const { mistakes: $e } = f;
      return $e[W] ?? Object.entries($e).find(([_t]) => _t.startsWith(`${W}.`))?.[1];
    },
    restored: i,
    startOver: () => {
      je(e, null), a(t), d(/* @__PURE__ */ new Set()), h(!1), l(!1);
    },
    tell: (W) => {
      p({ definition: r, mistakes: W }), h(!0);
    },
    forget: () => {
      je(e, null);
    }
  };
}
function zi(e) {
  return e in fn;
}
function Wi(e, t) {
  return e ? { ...e, gong_conn_id: e.gong_conn_id || t.gong_conn_id } : t;
}
function Pi(e, t) {
  const o = Ln(), [r, a] = y(""), [i, l] = y(null), c = gn(e.definition), d = gt(c.name);
  async function u() {
    return t.length === 0 ? !0 : (a("Uploading your files …"), await d.send(t) === 0);
  }
  async function h() {
    a("Saving …");
    const { name: _, dag_id: v } = await to(c);
    p(_);
    const T = await u();
    a("Waiting until Airflow has read it …"), await st(v, c.data_types), a("Starting the import …");
    const W = await it(v, {});
    a(""), T && await o(vo(_, W));
  }
  async function f(_) {
    a("Saving …"), await oo(c.name, c, _), p(c.name), await u() && await o(ie(c.name)), a("");
  }
  function p(_) {
    e.forget(), l(_);
  }
  const k = L(async (_) => {
    try {
      await (_ === null ? h() : f(_));
    } catch (v) {
      const T = ke(v);
      throw a(""), e.tell(T.fields), T;
    }
  });
  return {
    save: (_) => void k.run(_),
    busy: k.busy,
    error: k.error,
    clear: k.clear,
    stage: r,
    saved: i,
    uploads: d
  };
}
function vt({ draft: e, start: t, version: o, connections: r }) {
  const a = Ai(e, t, o === null), i = O(Bn, "account"), [l, c] = y(o), [d, u] = y([]), h = Pi(a, d), { definition: f, change: p } = a, [k, _] = fi(
    f,
    f.gong_conn_id !== "" && i.data !== void 0 && Mi(i.data.state, i.data.conn_id, f)
  ), v = ti(h.error);
  return /* @__PURE__ */ s(m, { gap: 5, children: [
    a.restored ? /* @__PURE__ */ n(
      x,
      {
        action: /* @__PURE__ */ n(w, { onClick: a.startOver, size: "xs", variant: "outline", children: "Start over" }),
        live: !1,
        status: "info",
        children: "What you had typed is back. Files to upload have to be chosen again."
      }
    ) : null,
    v ? /* @__PURE__ */ n(
      oi,
      {
        busy: h.busy,
        mine: gn(f),
        onMine: () => {
          c(v.version), h.save(v.version);
        },
        onTheirs: () => {
          p(v.definition), c(v.version), h.clear();
        },
        other: v
      }
    ) : null,
    /* @__PURE__ */ s(ue, { alignItems: "start", gap: 5, templateColumns: { base: "minmax(0, 1fr)", lg: "minmax(0, 1fr) 340px" }, children: [
      /* @__PURE__ */ s(m, { gap: 5, children: [
        /* @__PURE__ */ n(Ei, { fixed: o !== null, form: a }),
        /* @__PURE__ */ n(ui, { account: i, connections: r.gong, form: a }),
        /* @__PURE__ */ n(Ii, { account: i.data, estimates: k, form: a, onRetry: _ }),
        /* @__PURE__ */ n(ai, { fixed: o !== null, form: a, storage: r.storage }),
        /* @__PURE__ */ n(Ti, { form: a }),
        /* @__PURE__ */ n(ci, { form: a })
      ] }),
      /* @__PURE__ */ s(m, { gap: 4, position: { lg: "sticky" }, top: { lg: 4 }, children: [
        /* @__PURE__ */ n(
          yi,
          {
            estimates: k,
            onRemoveType: (T) => {
              p({ data_types: f.data_types.filter((W) => W !== T) });
            },
            onUploads: u,
            types: f.data_types,
            uploads: d
          }
        ),
        /* @__PURE__ */ n(
          li,
          {
            conflict: v !== null,
            definition: f,
            isNew: o === null,
            saving: h,
            version: l
          }
        )
      ] })
    ] })
  ] });
}
function Mi(e, t, { gong_conn_id: o }) {
  return o !== t || e === "connected";
}
function Ei({ form: e, fixed: t }) {
  const { definition: o, change: r, mistake: a } = e;
  return /* @__PURE__ */ n(D, { title: "Name", children: /* @__PURE__ */ s(m, { gap: 4, children: [
    t ? null : /* @__PURE__ */ n(
      M,
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
    /* @__PURE__ */ n(M, { error: a("description"), label: "What it is for", children: /* @__PURE__ */ n(
      $t,
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
function Di() {
  const e = N(), [t] = De(), o = t.get("like"), r = O(async () => {
    const [a, i] = await Promise.all([Vn(), o === null ? null : an(o)]);
    return {
      connections: a,
      start: i?.definition ? Ui(i.definition, e.name, a) : Ct(e.name, a)
    };
  }, o ?? "");
  return /* @__PURE__ */ s(
    Q,
    {
      lead: "Choose what you want from Gong and where it goes. The steps can be taken in any order.",
      title: o === null ? "New dataset" : `New dataset like ${o}`,
      children: [
        e.can_create ? null : /* @__PURE__ */ n(x, { status: "info", children: "Your role in Airflow lets you look at datasets, not make them. Ask an administrator of Airflow for the role “User”." }),
        /* @__PURE__ */ n($, { error: r.error, onRetry: r.reload, title: "The form could not be prepared" }),
        !r.data && r.loading ? /* @__PURE__ */ n(j, { rows: 8, what: "the form" }) : null,
        r.data && e.can_create ? /* @__PURE__ */ n(
          vt,
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
function Ni() {
  const { name: e = "" } = en(), t = O(async () => {
    const [a, i] = await Promise.all([Vn(), an(e)]);
    return { connections: a, dataset: i };
  }, e), o = t.data?.dataset, r = o ? Oi(o) : null;
  return /* @__PURE__ */ s(Q, { title: `Edit ${e}`, children: [
    /* @__PURE__ */ n($, { error: t.error, onRetry: t.reload, title: "The dataset could not be loaded" }),
    !t.data && t.loading ? /* @__PURE__ */ n(j, { rows: 8, what: "the dataset" }) : null,
    r ? /* @__PURE__ */ n(x, { status: "info", children: r }) : null,
    t.data && o?.definition && r === null ? /* @__PURE__ */ n(
      vt,
      {
        connections: t.data.connections,
        draft: `edit:${e}`,
        start: o.definition,
        version: o.version
      }
    ) : null
  ] });
}
function Oi(e) {
  return e.origin === "git" ? "This dataset is managed in git: change its file there." : e.may_edit ? e.error === null ? null : `This definition has mistakes that a form cannot show. An administrator mends it under Admin › Variables. ${e.error}` : "You may not edit this dataset: it belongs to somebody else.";
}
function Ct(e, { gong: t, storage: o }) {
  const r = t.find((a) => a.own) ?? t[0];
  return { ...fn, owner: e, gong_conn_id: r?.conn_id ?? "", aws_conn_id: o[0]?.conn_id ?? "" };
}
function Ui(e, t, o) {
  const r = o.gong.some((a) => a.conn_id === e.gong_conn_id);
  return {
    ...e,
    name: "",
    prefix: "",
    owner: t,
    ...r ? {} : { gong_conn_id: Ct(t, o).gong_conn_id }
  };
}
function Gi() {
  const e = O(wo, "me");
  return e.data ? /* @__PURE__ */ n(Kn.Provider, { value: e.data, children: /* @__PURE__ */ n(Dn, { children: /* @__PURE__ */ s(zt, { children: [
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(Xa, {}), index: !0 }),
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(qr, {}), path: "account" }),
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(Di, {}), path: "new" }),
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(Da, {}), path: "datasets/:name" }),
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(Ni, {}), path: "datasets/:name/edit" }),
    /* @__PURE__ */ n(ce, { element: /* @__PURE__ */ n(Va, {}), path: "datasets/:name/read" })
  ] }) }) }) : /* @__PURE__ */ n(Dn, { children: /* @__PURE__ */ n(Q, { title: "Gong", children: e.error ? /* @__PURE__ */ n($, { error: e.error, onRetry: e.reload, title: "The page could not be loaded" }) : /* @__PURE__ */ n(j, { rows: 5, what: "the page" }) }) });
}
function Dn({ children: e }) {
  return /* @__PURE__ */ n(I, { height: "full", id: "gong-page", overflowY: "auto", position: "relative", children: e });
}
Reflect.set(globalThis, "Gong", Gi);
