/** Where Airflow is. The bundle lies at `<Airflow>/gong/static/gong.js`, also behind a path prefix. */

/** Return the path that Airflow is served under, with its slash at the end. */
export function airflowRoot(bundle: string): string {
  const { pathname } = new URL(bundle);
  const at = pathname.lastIndexOf("/gong/static/");
  return at < 0 ? "/" : pathname.slice(0, at + 1);
}

export const AIRFLOW = airflowRoot(import.meta.url);
export const GONG = `${AIRFLOW}gong/`;

/** Airflow's sign-in page, which leads back to where the person is. */
export function signInUrl(): string {
  return `${AIRFLOW}api/v2/auth/login?next=${encodeURIComponent(window.location.href)}`;
}
