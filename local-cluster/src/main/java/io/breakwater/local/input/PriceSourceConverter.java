package io.breakwater.local.input;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the price files of a command line: {@code FILE} or {@code SYMBOL=FILE}. */
public final class PriceSourceConverter implements ITypeConverter<PriceSource> {
  @Override
  public PriceSource convert(String text) {
    try {
      return PriceSource.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
