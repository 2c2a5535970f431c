CREATE TABLE "design_clients" (
	"design_id" uuid NOT NULL,
	"client_id" bigint NOT NULL,
	"person_id" uuid,
	CONSTRAINT "design_clients_design_id_client_id_pk" PRIMARY KEY("design_id","client_id")
);
--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "rules_hash" text;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "engine" "bytea";--> statement-breakpoint
ALTER TABLE "design_clients" ADD CONSTRAINT "design_clients_design_id_designs_id_fk" FOREIGN KEY ("design_id") REFERENCES "public"."designs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "design_clients" ADD CONSTRAINT "design_clients_person_id_persons_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."persons"("id") ON DELETE no action ON UPDATE no action;