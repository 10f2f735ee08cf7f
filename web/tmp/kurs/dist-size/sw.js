(function () {
  var e = `kurs-reading`,
    t = `/api/identity/me`,
    n = `x-kurs-saved-at`;
  async function r(n) {
    let r = await fetch(n);
    return (
      r.status === 401 && (await o()),
      r.ok && ((await d(await caches.match(t, { cacheName: e }))) !== (await d(r)) && (await o()), await u(n, r)),
      r
    );
  }
  async function i(n) {
    return s(n, await l(n), async (r) => {
      (await caches.match(t, { cacheName: e })) && (await u(n, r));
    });
  }
  async function a(n) {
    let r = await l(n);
    if (r) return r;
    let i = await fetch(n);
    return (i.ok && (await caches.match(t, { cacheName: e })) && (await u(n, i)), i);
  }
  async function o() {
    await caches.delete(e);
  }
  async function s(e, t, r) {
    try {
      let n = await (t ? c(fetch(e)) : fetch(e));
      return (n.ok && (await r(n)), { response: n, savedAt: null });
    } catch (e) {
      if (!t) throw e;
      return { response: t, savedAt: t.headers.get(n) };
    }
  }
  async function c(e) {
    let t,
      n = new Promise((e, n) => (t = setTimeout(() => n(Error(`late`)), 1e4)));
    return Promise.race([e, n]).finally(() => clearTimeout(t));
  }
  async function l(t) {
    return caches.match(t, { cacheName: e, ignoreVary: !0 });
  }
  async function u(t, r) {
    let i = new Headers(r.headers);
    i.set(n, new Date().toISOString());
    let a = new Response(await r.clone().blob(), { status: 200, headers: i });
    await (await caches.open(e)).put(t, a);
  }
  async function d(e) {
    return e && (await e.clone().json()).id;
  }
  var f = [
      /^\/api\/progress\/home$/,
      /^\/api\/progress\/courses\/[^/]+$/,
      /^\/api\/courses\/mine$/,
      /^\/api\/courses\/crs_[^/]+$/,
      /^\/api\/courses\/crs_[^/]+\/lessons\/[^/]+$/,
    ],
    p = /^\/api\/courses\/crs_[^/]+\/pictures\/[0-9a-f]{64}$/;
  function m(e, t, n) {
    let r = new URL(e.url);
    if (e.method !== `GET` || r.origin !== t) return `none`;
    let { pathname: i } = r;
    return i.startsWith(`/api/`)
      ? h(i)
      : i.startsWith(`/media/`) || i.startsWith(`/dev/`)
        ? `none`
        : e.mode === `navigate`
          ? `navigation`
          : i.startsWith(`/assets/`)
            ? `asset`
            : n.includes(i)
              ? `shellFile`
              : `none`;
  }
  function h(e) {
    return e === `/api/identity/me` ? `me` : p.test(e) ? `picture` : f.some((t) => t.test(e)) ? `reading` : `none`;
  }
  function g(e) {
    let t = e.matchAll(/(?:src|href)="(\/[^"/][^"]*)"/g);
    return [...new Set([...t].map((e) => e[1] ?? ``))].filter((e) => !e.startsWith(`/api/`));
  }
  function _(e) {
    return e.replace(/-[\w-]{8}(?=\.\w+$)/, ``);
  }
  function v(e, t, n) {
    let r = new Set(n.map(_));
    return t.filter((t) => r.has(_(t)) && !e.includes(t));
  }
  function y(e, t) {
    if (t.has(e)) throw TypeError(`Cannot initialize the same private elements twice on an object`);
  }
  function b(e, t, n) {
    (y(e, t), t.set(e, n));
  }
  function x(e, t, n) {
    if (typeof e == `function` ? e === t : e.has(t)) return arguments.length < 3 ? t : n;
    throw TypeError(`Private element is not present on this object`);
  }
  function S(e, t, n) {
    return (e.set(x(e, t), n), n);
  }
  function C(e, t) {
    return e.get(x(e, t));
  }
  var w = `kurs-shell-`,
    T = `/index.html`,
    E = 4e3,
    D = new WeakMap(),
    O = new WeakMap(),
    k = new WeakMap(),
    A = class {
      constructor(e, t) {
        (b(this, D, void 0), b(this, O, void 0), b(this, k, []), S(D, this, `${w}${e}`), S(O, this, t));
      }
      get files() {
        return C(k, this);
      }
      async install() {
        let e = await fetch(T, { cache: `no-cache` });
        if (!e.ok) throw Error(`index.html: ${e.status}`);
        let t = g(await e.clone().text()),
          n = await caches.open(C(D, this));
        (await n.addAll(t),
          await n.put(T, e),
          await Promise.allSettled(v(t, C(O, this), await M(C(D, this))).map((e) => n.add(e))));
      }
      async tidy() {
        let e = (await j()).filter((e) => e !== C(D, this)).slice(0, -1);
        await Promise.all(e.map((e) => caches.delete(e)));
      }
      async wake() {
        let e = await caches.match(T, { cacheName: C(D, this) });
        S(k, this, e ? g(await e.text()) : []);
      }
      async navigation(e) {
        let t = await caches.match(T, { cacheName: C(D, this) });
        try {
          var n, r;
          let i = t ? ((n = (r = AbortSignal).timeout) == null ? void 0 : n.call(r, E)) : void 0;
          return await fetch(e.url, { credentials: `same-origin`, redirect: `manual`, ...(i ? { signal: i } : {}) });
        } catch (e) {
          if (t) return t;
          throw e;
        }
      }
      async file(e) {
        let t = await caches.match(e, { ignoreVary: !0 });
        if (t) return t;
        let n = await fetch(e);
        return (n.ok && (await (await caches.open(C(D, this))).put(e, n.clone())), n);
      }
      async keep(e) {
        let t = await caches.open(C(D, this)),
          n = e.filter((e) => C(O, this).includes(e));
        await Promise.all(n.map(async (e) => (await t.match(e)) ?? t.add(e)));
      }
    };
  async function j() {
    return (await caches.keys()).filter((e) => e.startsWith(w));
  }
  async function M(e) {
    let t = (await j()).filter((t) => t !== e).at(-1);
    return t ? (await (await caches.open(t)).keys()).map((e) => new URL(e.url).pathname) : [];
  }
  var N = self,
    P = new A(
      `ab7eb096bccf`,
      `/assets/Badge-BBeoO9EZ.css,/assets/Badge-j1StZWLh.js,/assets/CoursePage-C8crBbEq.css,/assets/CoursePage-Dur633ca.js,/assets/CoursesPage-BCAFQ3lS.js,/assets/CoursesPage-DGPkzYIF.css,/assets/EmptyState-CZw8UQg9.js,/assets/Field-DsqCoEz9.js,/assets/HomePage-CnN_r2JT.js,/assets/HomePage-CpqBKciz.css,/assets/LearnersPage--mDkHrni.css,/assets/LearnersPage-Bp0Cm2_2.js,/assets/LessonPage-DtuU_leM.css,/assets/LessonPage-PYIi2c4i.js,/assets/NotFoundPage-DmqlWjNp.js,/assets/Player-CwI_5hH2.js,/assets/Player-YJBodGRt.css,/assets/ProfilePage-Cnl-NoOB.js,/assets/ProfilePage-jXzcaN99.css,/assets/Progress-Dsj2IU3F.js,/assets/SaveState-DaF4MTEK.js,/assets/SignInPage-D2I-63Da.js,/assets/SignInPage-PfHWdHZa.css,/assets/classPrivateFieldSet2-CUhwy2NK.js,/assets/copies.svelte-BWi6dyay.js,/assets/device-BV76p3cf.js,/assets/en-CcGBcNHJ.js,/assets/endpoint-BGPlpVgs.js,/assets/engine-Bb8HuLOH.js,/assets/engine-BonoSWB1.css,/assets/i18n.svelte-BRU6nYOe.js,/assets/index-BtAuMl1Y.css,/assets/index-D0wUTOWr.js,/assets/kk-COgPcB8P.js,/assets/pages.svelte-CZ4-vQbo.js,/assets/rolldown-runtime-XKyaHtl9.js,/assets/ru-u6_Iu62U.js,/assets/start-BihZ-MlA.js,/assets/uk-Bm3Hr0_y.js,/assets/validate-routes-CgbRa8fT.js`.split(
        `,`,
      ),
    );
  (P.wake(),
    N.addEventListener(`install`, (e) => {
      e.waitUntil(P.install().then(() => N.skipWaiting()));
    }),
    N.addEventListener(`activate`, (e) => {
      e.waitUntil(Promise.all([P.tidy(), P.wake(), N.clients.claim()]));
    }),
    N.addEventListener(`fetch`, (e) => {
      let { request: t } = e;
      switch (m(t, N.location.origin, P.files)) {
        case `navigation`:
          return e.respondWith(P.navigation(t));
        case `asset`:
        case `shellFile`:
          return e.respondWith(P.file(t));
        case `picture`:
          return e.respondWith(a(t));
        case `me`:
          return e.respondWith(r(t));
        case `reading`:
          return e.respondWith(i(t).then((t) => F(e, t)));
        case `none`:
          return;
      }
    }),
    N.addEventListener(`message`, (e) => {
      let t = e.data;
      t.type === `used` ? e.waitUntil(P.keep(t.files)) : t.type === `forget` && e.waitUntil(o());
    }));
  async function F(e, { response: t, savedAt: n }) {
    if (n) {
      var r;
      let { pathname: t, search: i } = new URL(e.request.url),
        a = { type: `copy`, path: t + i, savedAt: n };
      (r = await N.clients.get(e.clientId)) == null || r.postMessage(a);
    }
    return t;
  }
})();
