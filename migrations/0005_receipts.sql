CREATE TABLE "ballot_blocks" (
	"round_id" uuid NOT NULL,
	"index" integer NOT NULL,
	"root" text NOT NULL,
	CONSTRAINT "ballot_blocks_round_id_index_pk" PRIMARY KEY("round_id","index")
);
--> statement-breakpoint
CREATE TABLE "ballot_chains" (
	"round_id" uuid PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL,
	"checkpoints" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"round_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"size" bigint NOT NULL,
	"root" text NOT NULL,
	"previous" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"final" boolean NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "checkpoints_round_id_sequence_pk" PRIMARY KEY("round_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "ballots" ALTER COLUMN "cast_at" SET DATA TYPE timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "sequence" bigint;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "pseudonym" text;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "nonce" text;--> statement-breakpoint
ALTER TABLE "ballots" ADD COLUMN "leaf" text;--> statement-breakpoint
-- Ballots that were cast before they had leaves get one, with a nonce that is made here: nobody holds a receipt of them, but
-- from here on they are in the record like all others. The hashes are those of shared/src/receipts/leaf.ts.
INSERT INTO "ballot_chains" ("round_id", "secret", "size")
SELECT "id", encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'),
	(SELECT count(*) FROM "ballots" WHERE "ballots"."round_id" = "rounds"."id")
FROM "rounds";--> statement-breakpoint
UPDATE "ballots" SET
	"sequence" = "placed"."sequence",
	"nonce" = encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'hex'),
	"pseudonym" = encode(sha256(convert_to('mitwerk/pseudonym/1', 'UTF8') || '\x00'::bytea || decode("secret", 'hex') || uuid_send("ballots"."voter_id")), 'hex')
FROM "ballot_chains", (
	-- A voter's ballots in their order, whatever their times say.
	SELECT "round_id", "voter_id", "revision", row_number() OVER (
		PARTITION BY "round_id" ORDER BY "latest", "voter_id", "revision"
	) - 1 AS "sequence"
	FROM (SELECT *, max("cast_at") OVER (PARTITION BY "round_id", "voter_id" ORDER BY "revision") AS "latest" FROM "ballots") AS "timed"
) AS "placed"
WHERE "ballot_chains"."round_id" = "ballots"."round_id" AND "placed"."round_id" = "ballots"."round_id"
	AND "placed"."voter_id" = "ballots"."voter_id" AND "placed"."revision" = "ballots"."revision";--> statement-breakpoint
UPDATE "ballots" SET "leaf" = encode(sha256('\x00'::bytea || convert_to('mitwerk/ballot-leaf/1', 'UTF8') || '\x00'::bytea
	|| uuid_send("round_id") || int8send("sequence") || sha256(
		convert_to('mitwerk/ballot-commitment/1', 'UTF8') || '\x00'::bytea || decode("nonce", 'hex') || convert_to(
			'{"castAt":"' || to_char("cast_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
			|| '","choice":' || replace("ranking"::text, ' ', '') || ',"key":' || to_json("key")::text
			|| ',"pseudonym":"' || "pseudonym" || '","revision":' || "revision" || '}', 'UTF8')
	)), 'hex');--> statement-breakpoint
ALTER TABLE "ballots" ALTER COLUMN "sequence" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ballots" ALTER COLUMN "pseudonym" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ballots" ALTER COLUMN "nonce" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ballots" ALTER COLUMN "leaf" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ballot_blocks" ADD CONSTRAINT "ballot_blocks_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_chains" ADD CONSTRAINT "ballot_chains_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checkpoints" ADD CONSTRAINT "checkpoints_round_id_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_roundId_sequence_unique" UNIQUE("round_id","sequence");--> statement-breakpoint
ALTER TABLE "ballots" ADD CONSTRAINT "ballots_roundId_leaf_unique" UNIQUE("round_id","leaf");--> statement-breakpoint
-- Not against who owns the database, which nothing here can be, but against every mistake and every other program.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'Rows of % are appended, never changed or removed.', TG_TABLE_NAME;
END $$;--> statement-breakpoint
CREATE TRIGGER "ballots_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ballots" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "ballot_blocks_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ballot_blocks" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "checkpoints_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "checkpoints" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
