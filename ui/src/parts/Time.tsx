/** A moment, in the time zone that the person chose in Airflow. */
import { Text } from "@chakra-ui/react";

import { ago, time } from "../lib/format";
import { useZone } from "../lib/zone";

export function Time({ at, relative = false }: { at: string | null; relative?: boolean }) {
  const zone = useZone();
  if (at === null)
    return (
      <Text as="span" color="fg.muted">
        –
      </Text>
    );
  const exact = time(at, zone);
  return (
    <time dateTime={at} title={`${exact} (${zone})`}>
      {relative ? ago(at, new Date(), zone) : exact}
    </time>
  );
}
