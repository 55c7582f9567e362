/** The page's own addresses, relative to Airflow's. */

export const HOME = "/plugin/gong";
export const ACCOUNT = `${HOME}/account`;
export const NEW = `${HOME}/new`;

const part = encodeURIComponent;

export const datasetPath = (name: string): string => `${HOME}/datasets/${part(name)}`;
export const editPath = (name: string): string => `${datasetPath(name)}/edit`;
export const readPath = (name: string, key: string): string => `${datasetPath(name)}/read?key=${part(key)}`;
export const followPath = (name: string, runId: string): string => `${datasetPath(name)}?run=${part(runId)}`;
export const duplicatePath = (name: string): string => `${NEW}?like=${part(name)}`;

/** The account page, which then offers the way back to a page of ours. */
export const accountPath = (back: string): string => `${ACCOUNT}?back=${part(back)}`;

/** Return the page to go back to; anything but one of ours is ignored. */
export function backTo(search: URLSearchParams): string | null {
  const back = search.get("back");
  return back !== null && (back === HOME || back.startsWith(`${HOME}/`)) && !back.includes("..") ? back : null;
}
