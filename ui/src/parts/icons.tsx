/** The icon of a data type, by the name that its declaration gives. */
import { Icon } from "@chakra-ui/react";
import {
  Building,
  ChartColumn,
  ClipboardCheck,
  ClipboardList,
  Contact,
  FileText,
  FolderTree,
  Handshake,
  type LucideIcon,
  MessageSquare,
  Phone,
  Radar,
  Users,
} from "lucide-react";

const ICONS: Record<string, LucideIcon> = {
  "bar-chart": ChartColumn,
  building: Building,
  "clipboard-check": ClipboardCheck,
  "clipboard-list": ClipboardList,
  contact: Contact,
  "folder-tree": FolderTree,
  handshake: Handshake,
  "message-square": MessageSquare,
  phone: Phone,
  radar: Radar,
  users: Users,
};

export function TypeIcon({ name }: { name: string }) {
  const Picture = ICONS[name] ?? FileText;
  return (
    <Icon aria-hidden boxSize={5} color="fg.muted" flexShrink={0}>
      <Picture strokeWidth={1.75} />
    </Icon>
  );
}
