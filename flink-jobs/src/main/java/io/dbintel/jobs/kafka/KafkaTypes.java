package io.dbintel.jobs.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;

/** Flink types of the records of this package; both are read and written field by field. */
public final class KafkaTypes {
  public static final TypeInformation<RawRecord> RAW = TypeInformation.of(RawRecord.class);
  public static final TypeInformation<OutboundRecord> OUTBOUND =
      TypeInformation.of(OutboundRecord.class);

  private KafkaTypes() {}
}
