export type ReceiptsErrorCode =
  'receipt_unreadable' | 'leaf_not_found' | 'leaf_not_in_checkpoint' | 'checkpoint_not_found';
