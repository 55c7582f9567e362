/** What Airflow imports: it renders the global that is called like the plugin's `react_apps` entry. */
import { App } from "./app";

Reflect.set(globalThis, "Gong", App);
