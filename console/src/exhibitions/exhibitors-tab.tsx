/** Exhibitors: who applied, whom the hub takes for the same company, who is accepted, and what they have. */
import { PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Empty, Input, Table, Tag } from "antd";
import { useState } from "react";
import type { Exhibitor } from "@/api/exhibitions";
import { useWords } from "@/i18n/dictionary";
import { doorWords } from "@/i18n/door-words";
import { exhibitionWords } from "@/i18n/exhibition-words";
import { invitationWords } from "@/i18n/invitation-words";
import { dutiesOf } from "./duties";
import type { Shared } from "./exhibition-page";
import styles from "./exhibitions.module.css";
import { ExhibitorDialog } from "./exhibitor-dialog";
import { ImportDialog } from "./import-dialog";
import { PosterDialog } from "./poster-dialog";
import { RefuseDialog } from "./refuse-dialog";

const COLORS = { applied: "gold", accepted: "success", refused: "default" } as const;

export function ExhibitorsTab({ exhibition, desk, act }: Shared) {
  const t = useWords(exhibitionWords);
  const door = useWords(doorWords);
  const invited = useWords(invitationWords);
  const [search, setSearch] = useState("");
  const [asked, setAsked] = useState<"one" | "list" | "poster">();
  const [refused, setRefused] = useState<Exhibitor>();
  const { exhibitors, booths, stage } = exhibition;
  const canEnter = dutiesOf(exhibition.roles).exhibitors;
  const close = () => setAsked(undefined);
  const shown = exhibitors.filter(
    ({ company, contact }) => company.includes(search) || contact.includes(search),
  );
  const companyOf = (no: number) => exhibitors.find((other) => other.no === no)?.company ?? String(no);
  const boothsOf = (no: number) =>
    booths.filter(({ occupancy }) => occupancy.by === no).map(({ plan }) => plan.label);
  const enter = canEnter && (stage === "preparing" || stage === "open") && (
    <span className={styles.actions}>
      <Button type="primary" icon={<PlusOutlined />} onClick={() => setAsked("one")}>
        {t.addExhibitor}
      </Button>
      <Button onClick={() => setAsked("list")}>{t.importList}</Button>
      {stage === "open" && <Button onClick={() => setAsked("poster")}>{invited.poster}</Button>}
    </span>
  );
  return (
    <>
      {stage === "preparing" && (
        <Alert className={styles.notice} type="info" showIcon title={t.applyWhenOpen} />
      )}
      {exhibitors.length === 0 ? (
        <Empty className={styles.empty} description={t.noExhibitors}>
          {enter}
        </Empty>
      ) : (
        <>
          <div className={styles.bar}>
            <Input.Search
              className={styles.search}
              allowClear
              aria-label={t.search}
              placeholder={t.search}
              value={search}
              onChange={({ target }) => setSearch(target.value)}
            />
            {enter}
          </div>
          <Table<Exhibitor>
            rowKey="no"
            size="middle"
            scroll={{ x: 820 }}
            pagination={{ pageSize: 50, hideOnSinglePage: true }}
            dataSource={shown}
            columns={[
              {
                title: t.company,
                render: (_, { company, like }) => (
                  <>
                    {company}
                    {like.length > 0 && (
                      <span className={styles.alike}>{t.like(like.map(companyOf).join("、"))}</span>
                    )}
                  </>
                ),
              },
              { title: t.contact, dataIndex: "contact" },
              { title: t.phone, dataIndex: "phone_masked" },
              { title: t.boothsOf, render: (_, { no }) => boothsOf(no).join("、") || "—" },
              { title: t.arrived, render: (_, { persons }) => t.persons(persons) },
              {
                title: t.standing,
                render: (_, { standing }) => <Tag color={COLORS[standing]}>{t.standingOf(standing)}</Tag>,
              },
              {
                key: "actions",
                render: (_, exhibitor) =>
                  exhibitor.standing === "accepted" ? (
                    <a href={desk.badgeUrl(exhibitor.no)} download>
                      {door.badge}
                    </a>
                  ) : (
                    canEnter &&
                    exhibitor.standing === "applied" && (
                      <span className={styles.actions}>
                        <Button
                          size="small"
                          type="primary"
                          onClick={() => act(desk.review(exhibitor.no, true))}
                        >
                          {t.accept}
                        </Button>
                        <Button size="small" onClick={() => setRefused(exhibitor)}>
                          {t.refuse}
                        </Button>
                      </span>
                    )
                  ),
              },
            ]}
          />
        </>
      )}
      {asked === "one" && (
        <ExhibitorDialog
          title={t.addExhibitor}
          onSave={(application) => act(desk.enter(application))}
          onClose={close}
        />
      )}
      {asked === "poster" && <PosterDialog id={exhibition.id} onClose={close} />}
      {asked === "list" && <ImportDialog desk={desk} act={act} onClose={close} />}
      {refused && (
        <RefuseDialog
          company={refused.company}
          onSave={(reason) => act(desk.review(refused.no, false, reason))}
          onClose={() => setRefused(undefined)}
        />
      )}
    </>
  );
}
