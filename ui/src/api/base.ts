/** Where Airflow is. The bundle lies at `<Airflow>/gong/static/gong.js`, also behind a path prefix. */

const BUNDLE = new URL(import.meta.url);

function airflowRoot(): string {
  const at = BUNDLE.pathname.lastIndexOf("/gong/static/");
  return at < 0 ? "/" : BUNDLE.pathname.slice(0, at + 1);
}

export const AIRFLOW = airflowRoot();
export const GONG = `${AIRFLOW}gong/`;

/** Airflow's sign-in page, which leads back to where the person is. */
export function signInUrl(): string {
  return `${AIRFLOW}api/v2/auth/login?next=${encodeURIComponent(window.location.href)}`;
}
