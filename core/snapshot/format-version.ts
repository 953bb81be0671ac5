/** Version of the snapshot's shape. A node refuses a snapshot of another version and keeps what it has. */
export const snapshotFormatVersion = 1;
