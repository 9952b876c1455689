/**
 * IDs of patches (`patched(id)` in workflow code) that this release understands but does not take yet. A patch is held in the release
 * that brings it and let go in the next, so that one release back never meets a marker it does not know (docs/runbooks/release.md).
 */
export const heldPatches: readonly string[] = [];
