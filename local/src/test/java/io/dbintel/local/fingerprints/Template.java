package io.dbintel.local.fingerprints;

/**
 * A statement with holes for literals ({@link Hole}).
 *
 * @param name unique: the block's name, and the statement's number if the block has several
 * @param counted false for statements that only prepare or clean up for others
 * @param summary the expected {@code db.query.summary}, empty where none is stated
 */
record Template(String name, String text, boolean counted, String summary) {}
