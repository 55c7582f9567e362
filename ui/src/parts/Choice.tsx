/** A checkbox and a choice from a short list, each with its label. */
import { Checkbox, NativeSelect } from "@chakra-ui/react";
import type { ReactNode } from "react";

interface CheckProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  children?: ReactNode;
  label?: string;
}

export function Check({ checked, onChange, disabled = false, children, label }: CheckProps) {
  return (
    <Checkbox.Root
      checked={checked}
      colorPalette="brand"
      disabled={disabled}
      onCheckedChange={(event) => {
        onChange(event.checked === true);
      }}
      size="sm"
    >
      <Checkbox.HiddenInput aria-label={label} />
      <Checkbox.Control />
      {children ? <Checkbox.Label>{children}</Checkbox.Label> : null}
    </Checkbox.Root>
  );
}

interface SelectProps {
  value: string;
  onChange: (value: string) => void;
  options: { value: string; label: string }[];
  label?: string;
  disabled?: boolean;
}

/** Within a `Field` the label is the field's; `label` is for a choice that stands alone. */
export function Select({ value, onChange, options, label, disabled = false }: SelectProps) {
  return (
    <NativeSelect.Root disabled={disabled} size="sm">
      <NativeSelect.Field
        aria-label={label}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
        value={value}
      >
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </NativeSelect.Field>
      <NativeSelect.Indicator />
    </NativeSelect.Root>
  );
}
