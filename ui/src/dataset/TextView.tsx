/** The text that is loaded, with the words that are looked for marked. Nothing of it is ever taken for HTML. */
import { Box, Button, HStack, Input, Mark, Text } from "@chakra-ui/react";
import { memo, useEffect, useMemo, useRef, useState } from "react";

import { useSettled } from "../lib/useLater";
import { cut, findAll } from "../lib/search";

const MOST = 2000;
const SETTLE_MS = 200;

export function TextView({ pieces }: { pieces: string[] }) {
  const [words, setWords] = useState("");
  const [chosen, setChosen] = useState(0);
  const settled = useSettled(words, SETTLE_MS);
  const matches = useMemo(() => findAll(pieces, settled, MOST), [pieces, settled]);
  const current = matches.length > 0 ? chosen % matches.length : -1;
  const starts = useMemo(
    () => pieces.map((_, index) => matches.filter(({ piece }) => piece === index).map(({ start }) => start)),
    [pieces, matches],
  );
  const here = matches[current];
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector("[data-current]")?.scrollIntoView({ block: "center" });
  }, [current, settled]);
  const move = (step: number): void => {
    if (matches.length > 0) setChosen((current + step + matches.length) % matches.length);
  };
  return (
    <>
      <HStack bg="bg" flexWrap="wrap" gap={2} position="sticky" py={2} top={0} zIndex={1}>
        <Input
          aria-label="Search in the text shown"
          flex="1 1 200px"
          maxW="360px"
          onChange={(event) => {
            setWords(event.target.value);
            setChosen(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") move(event.shiftKey ? -1 : 1);
          }}
          placeholder="Search in what is shown"
          size="sm"
          type="search"
          value={words}
        />
        <Button
          disabled={matches.length === 0}
          onClick={() => {
            move(-1);
          }}
          size="sm"
          variant="outline"
        >
          Previous
        </Button>
        <Button
          disabled={matches.length === 0}
          onClick={() => {
            move(1);
          }}
          size="sm"
          variant="outline"
        >
          Next
        </Button>
        <Text aria-live="polite" color="fg.muted" fontSize="sm" role="status">
          {told(settled, matches.length, current)}
        </Text>
      </HStack>
      <Box borderWidth="1px" p={{ base: 3, md: 5 }} ref={box} rounded="lg">
        {pieces.map((text, index) => (
          <Piece
            current={here?.piece === index ? here.start : -1}
            key={index}
            length={settled.length}
            starts={starts[index] ?? []}
            text={text}
          />
        ))}
      </Box>
    </>
  );
}

function told(words: string, found: number, current: number): string {
  if (words === "") return "";
  if (found === 0) return "not found in what is shown";
  return `${current + 1} of ${found >= MOST ? `the first ${MOST}` : found}`;
}

interface PieceProps {
  text: string;
  starts: number[];
  length: number;
  current: number;
}

const Piece = memo(function Piece({ text, starts, length, current }: PieceProps) {
  return (
    <Box
      as="pre"
      css={{ contentVisibility: "auto" }}
      fontFamily="mono"
      fontSize="sm"
      lineHeight="1.6"
      overflowWrap="anywhere"
      whiteSpace="pre-wrap"
    >
      {cut(text, starts, length).map((part) =>
        part.match ? (
          <Mark
            bg={part.at === current ? "orange.emphasized" : "yellow.muted"}
            color="fg"
            data-current={part.at === current ? "" : undefined}
            key={part.at}
          >
            {part.text}
          </Mark>
        ) : (
          part.text
        ),
      )}
    </Box>
  );
});
