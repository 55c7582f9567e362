/** The state of the form: the definition, its draft, its mistakes. */
import { useCallback, useEffect, useState } from "react";

import { validate } from "../api/gong";
import type { Definition } from "../api/types";
import { useSettled } from "../lib/useLater";
import { complete, DEFAULTS, keepDraft, readDraft } from "./definition";

const SETTLE_MS = 700;

export interface Form {
  definition: Definition;
  change: (patch: Partial<Definition>) => void;
  /** The sentence about a field, once it was touched or saving was tried. */
  mistake: (field: string) => string | undefined;
  /** Show all mistakes from now on, with those that saving found. */
  tell: (fields: Record<string, string>) => void;
  restored: boolean;
  startOver: () => void;
  forget: () => void;
}

/** `key` names the draft; `start` is what the form begins with when there is none. */
export function useForm(key: string, start: Definition, isNew: boolean): Form {
  const [definition, setDefinition] = useState(() => resume(readDraft(key), start));
  const [restored, setRestored] = useState(() => readDraft(key) !== null);
  const [touched, setTouched] = useState<Set<string>>(new Set());
  const [tried, setTried] = useState(false);
  const [judged, setJudged] = useState({ definition, mistakes: {} as Record<string, string> });
  const settled = useSettled(definition, SETTLE_MS);

  useEffect(() => {
    if (touched.size > 0) keepDraft(key, definition);
  }, [key, definition, touched]);
  useEffect(() => {
    let current = true;
    // Whether this works or not, saving tells the mistakes too.
    validate(complete(settled), isNew).then(
      ({ fields }) => {
        if (current) setJudged({ definition: settled, mistakes: fields });
      },
      () => undefined,
    );
    return () => {
      current = false;
    };
  }, [settled, isNew]);

  const change = useCallback((patch: Partial<Definition>) => {
    setDefinition((before) => ({ ...before, ...patch }));
    setTouched((before) => new Set([...before, ...Object.keys(patch)]));
  }, []);
  const mistake = (field: string): string | undefined => {
    const root = field.split(".")[0] ?? field;
    if (!tried && !touched.has(root)) return undefined;
    // What was said about another value would contradict what stands there now.
    if (isField(root) && judged.definition[root] !== definition[root]) return undefined;
    const { mistakes } = judged;
    return mistakes[field] ?? Object.entries(mistakes).find(([path]) => path.startsWith(`${field}.`))?.[1];
  };
  const startOver = (): void => {
    keepDraft(key, null);
    setDefinition(start);
    setTouched(new Set());
    setTried(false);
    setRestored(false);
  };
  return {
    definition,
    change,
    mistake,
    restored,
    startOver,
    tell: (fields) => {
      setJudged({ definition, mistakes: fields });
      setTried(true);
    },
    forget: () => {
      keepDraft(key, null);
    },
  };
}

function isField(name: string): name is keyof Definition {
  return name in DEFAULTS;
}

/** Go on with a draft; an account that was connected meanwhile is taken, for which the person had left. */
function resume(draft: Definition | null, start: Definition): Definition {
  return draft ? { ...draft, gong_conn_id: draft.gong_conn_id || start.gong_conn_id } : start;
}
