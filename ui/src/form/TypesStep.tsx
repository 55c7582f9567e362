/** Which data types the dataset has, a card for each. */
import { Button, SimpleGrid, Stack } from "@chakra-ui/react";

import type { Account } from "../api/types";
import { useMe } from "../lib/me";
import { Mistake } from "../parts/Field";
import { Section } from "../parts/Section";
import { TypeCard } from "./TypeCard";
import type { Estimates } from "./useEstimates";
import type { Form } from "./useForm";

interface Props {
  form: Form;
  account: Account | undefined;
  estimates: Estimates;
  onRetry: (id: string) => void;
}

export function TypesStep({ form, account, estimates, onRetry }: Props) {
  const { data_types: all } = useMe();
  const { definition, change, mistake } = form;
  const chosen = definition.data_types;
  const own = account?.conn_id === definition.gong_conn_id ? account : undefined;
  const everything = all.map((each) => each.id);
  // In the order of the declarations, whichever was chosen first.
  const toggle = (id: string, on: boolean): void => {
    change({ data_types: everything.filter((each) => (each === id ? on : chosen.includes(each))) });
  };
  return (
    <Section
      actions={
        <>
          <Button
            disabled={chosen.length === all.length}
            onClick={() => {
              change({ data_types: everything });
            }}
            size="sm"
            variant="outline"
          >
            Select all
          </Button>
          <Button
            disabled={chosen.length === 0}
            onClick={() => {
              change({ data_types: [] });
            }}
            size="sm"
            variant="outline"
          >
            Deselect all
          </Button>
        </>
      }
      hint="Each becomes a text file. Choosing one asks Gong how big it will be; nothing is stored yet."
      title="2. Data types"
    >
      <Stack gap={3}>
        <Mistake>{mistake("data_types")}</Mistake>
        <SimpleGrid aria-label="Data types" columns={{ base: 1, md: 2 }} gap={3} role="group">
          {all.map((type) => (
            <TypeCard
              checked={chosen.includes(type.id)}
              estimate={estimates[type.id]}
              key={type.id}
              missing={own?.types.find((each) => each.id === type.id)?.missing_scope ?? null}
              onChange={(on) => {
                toggle(type.id, on);
              }}
              onRetry={() => {
                onRetry(type.id);
              }}
              type={type}
            />
          ))}
        </SimpleGrid>
      </Stack>
    </Section>
  );
}
