package io.dbintel.ingest.config;

/**
 * What the collector shows to a server that asks who it is.
 *
 * @param certificate PEM file
 * @param key file in PKCS-8 DER
 */
public record ClientCertificate(String certificate, String key) {}
