import type { ReactNode } from 'react'

/** Header and notice of the page: one line on a wide screen, so that the table begins higher; else the notice is above. */
export function TopBar({ children }: { children: ReactNode }) {
  return (
    <div className="contents min-[90rem]:sticky min-[90rem]:top-0 min-[90rem]:z-20 min-[90rem]:flex min-[90rem]:items-center min-[90rem]:border-b min-[90rem]:border-line min-[90rem]:bg-surface min-[90rem]:*:[header]:min-w-0 min-[90rem]:*:[header]:grow min-[90rem]:*:[header]:border-b-0 min-[90rem]:*:[aside]:order-last min-[90rem]:*:[aside]:mr-6 min-[90rem]:*:[aside]:shrink-0 min-[90rem]:*:[aside]:flex-nowrap min-[90rem]:*:[aside]:rounded-control min-[90rem]:*:[aside]:px-2.5">
      {children}
    </div>
  )
}
