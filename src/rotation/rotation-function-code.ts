import { markMadeBy } from '../made-by';

/** Where an object with code is in Amazon S3. */
export interface S3CodeProps {
  /**
   * The bucket's name. It is in the function's region.
   */
  readonly bucket: string;

  /**
   * The object's key.
   */
  readonly key: string;

  /**
   * The object's version. Without it, new code under the same key is not seen.
   *
   * @default - the newest when the function is made
   */
  readonly objectVersion?: string;
}

/** The code of a rotation function of one's own. */
export class RotationFunctionCode {
  /**
   * A zip file on this computer. It is copied beside the synthesised stack; new content is deployed.
   *
   * @param file its path, from the folder in which the stack is synthesised
   */
  public static zip(file: string): RotationFunctionCode {
    return new RotationFunctionCode(file);
  }

  /** A zip file in Amazon S3. */
  public static s3(props: S3CodeProps): RotationFunctionCode {
    return new RotationFunctionCode(undefined, props);
  }

  /**
   * A container image in Amazon ECR.
   *
   * @param uri the image's URI, with a tag or a digest
   */
  public static image(uri: string): RotationFunctionCode {
    return new RotationFunctionCode(undefined, undefined, uri);
  }

  private constructor(
    /** The path of the zip file on this computer, if it is one. */
    public readonly zipFile?: string,
    /** Where the zip file is in Amazon S3, if it is there. */
    public readonly s3Object?: S3CodeProps,
    /** The image's URI, if it is one. */
    public readonly imageUri?: string,
  ) {
    markMadeBy('RotationFunctionCode', this);
  }
}
