/** What became of a data type in a run, as a badge that does not rely on its colour. */
import { Badge, Icon } from "@chakra-ui/react";
import { Check, Circle, Clock, Equal, LoaderCircle, type LucideIcon, TriangleAlert, X } from "lucide-react";

interface Look {
  label: string;
  palette: string;
  Picture: LucideIcon;
}

const UNKNOWN: Look = { label: "not yet", palette: "gray", Picture: Circle };
const LOOKS: Record<string, Look> = {
  waiting: { label: "waiting", palette: "gray", Picture: Clock },
  queued: { label: "queued", palette: "gray", Picture: Clock },
  running: { label: "running", palette: "running", Picture: LoaderCircle },
  imported: { label: "imported", palette: "success", Picture: Check },
  success: { label: "done", palette: "success", Picture: Check },
  unchanged: { label: "unchanged", palette: "gray", Picture: Equal },
  empty: { label: "empty", palette: "gray", Picture: Circle },
  skipped: { label: "skipped", palette: "warning", Picture: TriangleAlert },
  failed: { label: "failed", palette: "failed", Picture: X },
};

export function lookOf(state: string | undefined): Look {
  return LOOKS[state ?? ""] ?? { ...UNKNOWN, label: state ?? UNKNOWN.label };
}

/** `of` names the data type where the badge stands for it; else the badge says the state alone. */
export function Outcome({ state, of }: { state: string | undefined; of?: string }) {
  const { label, palette, Picture } = lookOf(state);
  return (
    <Badge colorPalette={palette} gap={1} maxW="full" size="sm" title={of ? `${of}: ${label}` : undefined}>
      <Icon aria-hidden animation={state === "running" ? "spin" : undefined} boxSize={3}>
        <Picture />
      </Icon>
      {of ? `${of}${state === undefined ? "" : ":"}` : null} {of && state === undefined ? null : label}
    </Badge>
  );
}
