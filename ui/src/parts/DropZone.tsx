/** A place to drop files on, or to choose them by mouse or keyboard. */
import { FileUpload, Icon } from "@chakra-ui/react";
import { Upload } from "lucide-react";

const MOST_FILES = 1000;

/** Files are handed on at once; the list of them is the page's own. */
export function DropZone({
  onFiles,
  hint,
  disabled = false,
}: {
  onFiles: (files: File[]) => void;
  hint: string;
  disabled?: boolean;
}) {
  return (
    <FileUpload.Root
      acceptedFiles={[]}
      disabled={disabled}
      maxFiles={MOST_FILES}
      onFileAccept={({ files }) => {
        if (files.length > 0) onFiles(files);
      }}
    >
      <FileUpload.HiddenInput aria-label="Choose files to upload" />
      <FileUpload.Dropzone aria-label="Drop files here, or press Enter to choose them" minH="88px" py={4} width="full">
        <Icon aria-hidden boxSize={5} color="fg.muted">
          <Upload />
        </Icon>
        <FileUpload.DropzoneContent>
          <span>Drop files here, or click to choose them</span>
          <FileUpload.Label color="fg.muted" fontSize="sm" fontWeight="normal">
            {hint}
          </FileUpload.Label>
        </FileUpload.DropzoneContent>
      </FileUpload.Dropzone>
    </FileUpload.Root>
  );
}
